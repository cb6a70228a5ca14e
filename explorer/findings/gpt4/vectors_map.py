"""Patches' vectors beside the words': the plane in which they differ most."""

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.analysis.vocabulary_map import Map, principal_map
from explorer.engine.cache import once
from explorer.figures.palette import Palette
from explorer.figures.patches_map import PatchesMap, patches_map
from explorer.findings.courses import hundredths
from explorer.findings.gpt4.answers import Answer
from explorer.findings.gpt4.board import css
from explorer.findings.gpt4.picture import cosine_text, fullest, nearest, patch_vectors, unit
from explorer.findings.tokens.vectors import axes
from explorer.pictures.drawing import pixels
from explorer.pictures.patches import PATCH, SIDE
from explorer.words import _
from explorer.words.sentences import chip


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


def spoken(answer: Answer) -> str:
    """The plane for those who do not see it: where patches and words lie, and the fullest patch's nearest word."""
    drawn, n = _placed(answer).xyz[:, 0], len(answer.run.model.embedding.W_E)
    patch = fullest(pixels(answer.picture))
    ids, near = nearest(answer)
    return _(
        "Along the first direction half of the words lie between {low} and {high}, half of the patches between {few} "
        "and {many}. Nearest to the fullest patch, in row {row}, column {column}, is {word} (cosine {cosine}).",
        **dict(zip(("low", "high"), _middle(drawn[:n]), strict=True)),
        **dict(zip(("few", "many"), _middle(drawn[n:]), strict=True)),
        row=patch // SIDE + 1,
        column=patch % SIDE + 1,
        word=chip(answer.run.texts_of(ids[patch][:1])[0]),
        cosine=cosine_text(float(near[patch][0])),
    )


def _middle(values: NDArray[np.floating]) -> list[str]:
    return [hundredths(float(end)) for end in np.quantile(values, (0.25, 0.75))]


def _placed(answer: Answer) -> Map:
    # Directions alone: a patch's vector is many times as long as a word's, and neighbours are found by direction.
    vectors = unit(np.concatenate([answer.run.model.embedding.W_E, patch_vectors(answer)]))
    return once(("patches among words", *answer.run.trace.identity), lambda: principal_map(vectors))


def _colours(answer: Answer) -> list[str]:
    mean = pixels(answer.picture).reshape(SIDE, PATCH, SIDE, PATCH, 3).mean((1, 3)).reshape(-1, 3)
    return [css((int(red), int(green), int(blue))) for red, green, blue in mean.round()]
