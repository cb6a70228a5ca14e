"""Patches' vectors beside the words': the plane in which they differ most."""

import numpy as np
import plotly.graph_objects as go

from explorer.analysis.vocabulary_map import Map, principal_map
from explorer.engine.cache import once
from explorer.figures.palette import Palette
from explorer.figures.patches_map import PatchesMap, patches_map
from explorer.findings.gpt4.answers import Answer
from explorer.findings.gpt4.board import css
from explorer.findings.gpt4.picture import patch_vectors, unit
from explorer.findings.tokens.vectors import axes
from explorer.pictures.drawing import pixels
from explorer.pictures.patches import PATCH, SIDE
from explorer.words import _


def vectors_map(answer: Answer, colors: Palette) -> go.Figure:
    """Every word of the vocabulary as a dot, every patch as a square in its pixels' mean colour."""
    drawn, n = _placed(answer), len(answer.run.model.embedding.W_E)
    words = np.arange(n)
    said = {token.id for token in answer.run.tokens if not token.special and not token.name}
    return patches_map(
        PatchesMap(
            words=drawn.xyz[:n, :2],
            texts=answer.run.texts_of(words),
            named=sorted(said),
            patches=drawn.xyz[n:, :2],
            colours=_colours(answer),
            told=[_("row {row}, column {column}", row=p // SIDE + 1, column=p % SIDE + 1) for p in range(SIDE * SIDE)],
        ),
        colors,
        names=(_("words of the vocabulary"), _("patches of this picture, in their own colours")),
        axes=axes(drawn)[:2],
    )


def _placed(answer: Answer) -> Map:
    # Directions alone: a patch's vector is many times as long as a word's, and neighbours are found by direction.
    vectors = unit(np.concatenate([answer.run.model.embedding.W_E, patch_vectors(answer)]))
    return once(("patches among words", *answer.run.trace.identity), lambda: principal_map(vectors))


def _colours(answer: Answer) -> list[str]:
    mean = pixels(answer.picture).reshape(SIDE, PATCH, SIDE, PATCH, 3).mean((1, 3)).reshape(-1, 3)
    return [css((int(red), int(green), int(blue))) for red, green, blue in mean.round()]
