"""The lens of a run: the table on screen, what it says in one sentence, and the ranks of the tokens asked about."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.analysis.lens_readouts import LensReadout
from explorer.analysis.prediction_depth import settled_from
from explorer.components.stream.lens_table import Column, Measure, Row, Window, lens_table
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.session import state
from explorer.text.token import token_alone
from explorer.views.features import ranks, reading
from explorer.views.features.reading import readouts_of
from explorer.views.features.target_foil import Contest, choose, contest_of, name_of
from explorer.views.sentence import sentence
from explorer.words import _
from explorer.words.sentences import chip

COLUMNS = 14
"""Positions of the table that are on screen at once."""

LAST_VIEW = "features_view"
"""Where the session keeps the table's last `View`."""


@dataclass(frozen=True)
class View:
    """Where the table stood when it was last drawn."""

    position: int
    total: int
    start: int


def show(run: Run) -> None:
    """The table, and the sentence about the selected position; or why there is none."""
    if run.model.unembedding is None:
        st.info(
            _(
                "This model's output layer is more than a norm and one matrix, so its stream cannot be read as "
                "words midway. Which input mattered can be shown, and so can the stream itself."
            )
        )
        return
    tuned = reading.chosen(run)
    contest = contest_of(run)
    window = window_of(len(run.tokens), run.position, st.session_state.get(LAST_VIEW))
    st.session_state[LAST_VIEW] = View(run.position, len(run.tokens), window.start)
    lens = readouts_of(run, window.positions, (contest.token,), tuned_lens=tuned)
    lens_table(
        lens.ids[::-1],
        lens.probs[::-1],
        key="features_lens",
        rows=_rows(run.model.shape.n_layers),
        columns=_columns(run, window),
        words=words_of(run, lens.ids),
        window=window,
        layer=run.layer,
        position=run.position,
        labels=_labels(window),
        measures=measures(run, lens, contest),
        on_cell=_select,
        on_window=_scroll(run),
    )
    sentence(_finding(run, tuned), key="features_finding", strong=True)
    _ranks(run)


def measures(run: Run, lens: LensReadout, contest: Contest) -> list[Measure]:
    """What else than words the table can show, the last layer first."""
    entropy, divergence, rank = lens.entropy[::-1], lens.divergence[::-1], lens.ranks[::-1, :, 0]
    most = float(np.log2(run.model.shape.n_vocab))
    far = max(1.0, float(np.quantile(divergence[:-1], 0.9))) if len(divergence) > 1 else 1.0
    bits = _("{n} bits", n=f"{most:.0f}")
    unit = _(" bits")
    name = name_of(run, contest.token)
    return [
        Measure(_("entropy"), entropy, entropy / most, _("{n} bits", n=0), bits, unit),
        Measure(
            _("KL to the output"),
            divergence,
            divergence / far,
            _("{n} bits", n=0),
            _("{n} bits", n=f"{far:.0f}+"),
            unit,
        ),
        Measure(
            _("rank of {token}", token=name),
            rank,
            1 - np.log2(rank) / most,
            _("last"),
            _("rank 1"),
            digits=0,
        ),
    ]


def _ranks(run: Run) -> None:
    """The ranks of the tokens asked about, layer by layer."""
    st.subheader(_("The rank of a token, layer by layer"), anchor=False)
    ranks.show(run, choose(run, key="lens_contest", ranks=True))


def window_of(total: int, position: int, last: View | None) -> Window:
    """The positions to show: as last time while that fits, else with the selection in the middle.

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


def _select(layer: int | None, position: int) -> None:
    """The embedding's row is no layer: a click there selects the position alone."""
    state.change(position=position, **({} if layer is None else {"layer": layer}))


def _scroll(run: Run) -> Callable[[int], None]:
    def to(start: int) -> None:
        st.session_state[LAST_VIEW] = View(run.position, len(run.tokens), start)

    return to


def _rows(n_layers: int) -> list[Row]:
    """From the output down to the embedding."""
    layers = [Row(_("Layer {layer}", layer=layer + 1), layer) for layer in reversed(range(n_layers))]
    return [*layers, Row(_("Embedding"), None)]


def _columns(run: Run, window: Window) -> list[Column]:
    return [
        Column(position, run.tokens[position].text, _place(run, position), _truth(run, position))
        for position in window.positions
    ]


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


def _labels(window: Window) -> dict[str, str]:
    return {
        "table": _("What the stream says after each layer, at each position"),
        "input": _("Token"),
        "earlier": _("Earlier positions"),
        "later": _("Later positions"),
        "window": _("{first} to {last} of {n}", first=window.start + 1, last=window.stop, n=window.total),
        "shade": _("probability of the token"),
        "rest": _("all other tokens"),
        "final": _("bold: what the last layer says, too"),
        "measures": _("What stands in the cells"),
        "words": _("likeliest token"),
    }


def _finding(run: Run, tuned: bool) -> str:
    """From which layer on the lens reads the model's final choice at the selected position."""
    lens = readouts_of(run, range(run.position, run.position + 1), (), tuned_lens=tuned)
    ids, n_layers = lens.ids[:, 0, 0], run.model.shape.n_layers
    first = settled_from(ids)
    words = words_of(run, ids[-1:])
    about = {
        "token": chip(run.tokens[run.position].text),
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
