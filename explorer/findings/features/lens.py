"""The lens of a run: the table of what the stream says after every layer, and that in one sentence."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.lens_readouts import LensReadout
from explorer.analysis.prediction_depth import settled_from
from explorer.components.stream.lens_table import Column, Labels, LensTable, Measure, Row, Window, cells_of, measure_of
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings.chat_marks import folds
from explorer.findings.chat_marks import told as told_of_folds
from explorer.findings.features.readouts import readouts_of
from explorer.findings.features.target_foil import logit_difference, name_of
from explorer.findings.token_names import told
from explorer.text.token import token_alone
from explorer.trace.logit_difference import LogitDifference
from explorer.words import _
from explorer.words.sentences import chip

COLUMNS = 14
"""Positions of the table that are on screen at once."""


@dataclass(frozen=True)
class LastWindow:
    """Where the table stood when it was last drawn."""

    position: int
    total: int
    start: int


def lens_table(run: Run, window: Window, *, tuned_lens: bool, shown: Sequence[int] | None = None) -> LensTable:
    """The window's positions, read after every layer, the last layer first; `shown`: the positions that it counts."""
    asked = logit_difference(run)
    positions = tuple((shown or range(len(run.tokens)))[place] for place in window.places)
    lens = readouts_of(run, positions, (asked.target,), tuned_lens=tuned_lens)
    return LensTable(
        rows=_rows(run.model.shape.n_layers),
        columns=_columns(run, positions),
        cells=cells_of(lens.ids[::-1], lens.probs[::-1]),
        words={str(token): text for token, text in words_of(run, lens.ids).items()},
        window=window,
        layer=run.stream_layer,
        position=run.position,
        labels=_labels(window),
        measures=tuple(measures(run, lens, asked)),
    )


def measures(run: Run, lens: LensReadout, asked: LogitDifference) -> list[Measure]:
    """What else than words the table can show, the last layer first."""
    entropy, divergence, rank = lens.entropy[::-1], lens.divergence[::-1], lens.ranks[::-1, :, 0]
    most = float(np.log2(run.model.shape.n_vocab))
    far = max(1.0, float(np.quantile(divergence[:-1], 0.9))) if len(divergence) > 1 else 1.0
    none, unit = _("{n} bits", n=0), _(" bits")
    all_bits, far_bits = _("{n} bits", n=f"{most:.0f}"), _("{n} bits", n=f"{far:.0f}+")
    label, shades = _("rank of {token}", token=name_of(run, asked.target)), 1 - np.log2(rank) / most
    return [
        measure_of(_("entropy"), entropy, entropy / most, low=none, high=all_bits, unit=unit),
        measure_of(_("KL to the output"), divergence, divergence / far, low=none, high=far_bits, unit=unit),
        measure_of(label, rank, shades, low=_("last"), high=_("rank 1"), digits=0),
    ]


def window_of(total: int, position: int, last: LastWindow | None) -> Window:
    """Of `total` places those to show: as last time while that fits, else with the selected one in the middle.

    Whoever scrolls away from the selection stays there, until the selection moves or the run grows.
    """
    size = min(total, COLUMNS)
    start = position - size // 2
    if last is not None:
        inside = last.start <= position < last.start + size
        start = last.start if inside or (last.position, last.total) == (position, total) else start
    start = max(0, min(start, total - size))
    return Window(start, start + size, total)


def words_of(run: Run, ids: NDArray[np.integer]) -> dict[int, str]:
    """The display form of every token that occurs."""
    return {int(token): token_alone(token, run.model.tokenizer).text for token in np.unique(ids)}


def _rows(n_layers: int) -> tuple[Row, ...]:
    """From the output down to the embedding."""
    layers = (Row(_("Layer {layer}", layer=layer + 1), layer) for layer in reversed(range(n_layers)))
    return (*layers, Row(_("Embedding"), None))


def _columns(run: Run, positions: Sequence[int]) -> tuple[Column, ...]:
    before = (positions[0] - 1, *positions)
    return tuple(
        Column(
            position,
            run.tokens[position].text,
            _place(run, position),
            _truth(run, position),
            _skipped(run, last, position),
        )
        for last, position in zip(before, positions, strict=False)
    )


def _skipped(run: Run, last: int, position: int) -> str:
    away = [part for fold in folds(run) for part in [range(max(fold.start, last + 1), min(fold.stop, position))]]
    return told_of_folds(run, [part for part in away if part])


def _place(run: Run, position: int) -> str:
    text = run.tokens[position].text
    return _("after “{token}”", token=text) if run.model.causal else _("at “{token}”", token=text)


def _truth(run: Run, position: int) -> str:
    """What the reading can be held against."""
    if not run.model.causal:
        return _("In the text: “{token}”", token=run.tokens[position].text)
    if position + 1 == len(run.tokens):
        return _("The text ends here: this is what comes next.")
    return _("The text goes on: “{token}”", token=run.tokens[position + 1].text)


def _labels(window: Window) -> Labels:
    return Labels(
        table=_("What the stream says after each layer, at each position"),
        input=_("Token"),
        earlier=_("Earlier positions"),
        later=_("Later positions"),
        window=_("{first} to {last} of {n}", first=window.start + 1, last=window.stop, n=window.total),
        shade=_("probability of the token"),
        rest=_("all other tokens"),
        final=_("bold: what the last layer says, too"),
        measures=_("What stands in the cells"),
        words=_("likeliest token"),
    )


def finding(run: Run, *, tuned_lens: bool) -> str:
    """From which layer on the lens reads the model's final choice at the selected position."""
    lens = readouts_of(run, (run.position,), (), tuned_lens=tuned_lens)
    ids, n_layers = lens.ids[:, 0, 0], run.model.shape.n_layers
    first = settled_from(ids)
    words = words_of(run, ids[-1:])
    about = {
        "token": told(run.tokens, run.position),
        "choice": chip(words[int(ids[-1])]),
        "share": percent(float(lens.probs[-1, 0, 0])),
        "layer": first,
        "n_layers": n_layers,
    }
    if first == 0:
        return _(
            "At {token} the embedding alone already reads as {choice}, and so does every layer after it "
            "({share} at the end).",
            **about,
        )
    if first == n_layers:
        return _(
            "At {token} only the last layer, {layer}, reads as {choice} ({share}); "
            "before it the lens says something else.",
            **about,
        )
    return _(
        "At {token} the lens reads the model's final choice, {choice}, from layer {layer} of {n_layers} on "
        "({share} at the end).",
        **about,
    )
