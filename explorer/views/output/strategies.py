"""Greedy, sampling and beam search from the same place, on one canvas."""

import math
from typing import Any

import numpy as np
import streamlit as st

from explorer.components.text.path_canvas import path_canvas
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.session import state
from explorer.session.sticky import sticky
from explorer.text.token import tokens_of
from explorer.views.output import odds
from explorer.views.output.continuations import Cell, Kind, Way, cells, ways_of
from explorer.views.output.room import has_room
from explorer.views.sentence import sentence
from explorer.words import _

BEAMS = (2, 3, 4, 5, 8)
LENGTHS = (8, 12, 16, 24)


def show(run: Run) -> None:
    if not has_room(run):
        return
    beams, n = _settings()
    with st.spinner(_("Writing with each strategy…"), show_time=False):
        ways = ways_of(run, beams=beams, n=n)
    whole, placed = [way for way in ways if not way.cut], cells(ways)
    texts = _texts(run, [cell.path for cell in placed])
    path_canvas(
        [_cell(cell, text) for cell, text in zip(placed, texts, strict=True)],
        [_way(run, way, placed) for way in whole],
        key="strategies_canvas",
        rows=1 + max(cell.row for cell in placed),
        columns=max(len(cell.path) for cell in placed),
        labels=_labels(),
        on_pick=lambda index: _take(run, placed, index),
    )
    sentence(finding(run, whole), key="strategies_finding", strong=True)


def _settings() -> tuple[int, int]:
    left, middle, _rest = st.columns([1, 1, 3])
    beams = left.selectbox(_("Beams"), BEAMS, **sticky("strategies_beams", 3))
    return beams, middle.selectbox(_("Tokens to write"), LENGTHS, **sticky("strategies_length", 12))


def _labels() -> dict[str, str]:
    return {
        "canvas": _("Ways of going on: columns are tokens, lines are strategies"),
        "greedy": _("greedy: the likeliest token every time"),
        "sampled": _("sampling: drawn with your settings"),
        "beam": _("beam search: the likeliest whole"),
        "cut": _("a beam that was given up"),
        "shade": _("the stronger the colour, the likelier the token was"),
        "take": _("Go on with this text"),
        "columns": "\n".join([_("strategy"), _("all of it"), _("bits"), _("a token"), _("text")]),
    }


def _texts(run: Run, paths: list[tuple[int, ...]]) -> list[str]:
    """The last token of each path, as it stands in its text."""
    start = run.trace.ids[-1:]
    return [tokens_of((*start, *path), run.model.tokenizer)[-1].text for path in paths]


def _cell(cell: Cell, text: str) -> dict[str, Any]:
    kinds: tuple[Kind, ...] = cell.kinds or ("beam",)
    share = math.exp(cell.log)
    return {
        "row": cell.row,
        "column": len(cell.path) - 1,
        "text": text,
        "title": _("{token}: {share} here", token=text, share=percent(share)),
        "share": round(share, 4),
        "parent": cell.parent,
        "kinds": list(kinds),
        "cut": not cell.kinds,
    }


def _way(run: Run, way: Way, placed: list[Cell]) -> dict[str, Any]:
    total = sum(way.logs)
    text = "".join(
        token.text for token in tokens_of((*run.trace.ids, *way.tokens), run.model.tokenizer)[len(run.trace.ids) :]
    )
    return {
        "kind": way.kind,
        "name": name_of(way),
        "says": [odds.share(total), f"{-total / odds.LN_2:.1f}", f"{-total / odds.LN_2 / len(way.logs):.1f}"],
        "cell": next(i for i, cell in enumerate(placed) if cell.path == way.tokens),
        "text": text,
    }


def name_of(way: Way) -> str:
    if way.kind == "greedy":
        return _("greedy")
    if way.kind == "sampled":
        return _("sampling, seed {seed}", seed=way.seed)
    return _("beam {rank}", rank=way.rank)


def _take(run: Run, placed: list[Cell], index: int) -> None:
    """Go on with the text up to this token."""
    if 0 <= index < len(placed):
        start = run.generation.generated[: run.generation.step]
        generated = (*start, *placed[index].path)
        state.change(generated=generated, step=len(generated), position=None)


def finding(run: Run, whole: list[Way]) -> str:
    """What beam search gained over greedy, and what sampling paid."""
    greedy, beam = (next(way for way in whole if way.kind == kind) for kind in ("greedy", "beam"))
    sampled = [sum(way.logs) for way in whole if way.kind == "sampled"]
    return _("{first} {second}", first=_gain(greedy, beam), second=_price(sum(greedy.logs), float(np.median(sampled))))


def _gain(greedy: Way, beam: Way) -> str:
    if greedy.tokens == beam.tokens:
        return _("Beam search found nothing likelier than the greedy text.")
    apart = sum(beam.logs) - sum(greedy.logs)
    if len(beam.tokens) != len(greedy.tokens):
        return _(
            "Beam search compares texts of different lengths by their mean, and prefers one of {n} tokens.",
            n=len(beam.tokens),
        )
    if apart < 0:
        return _(
            "Here beam search missed the greedy text, which is {times} times as likely: it keeps only a few "
            "beginnings.",
            times=odds.times(-apart),
        )
    return _(
        "Beam search found a whole that is {times} times as likely as the greedy one, though somewhere in it a less "
        "likely token was taken.",
        times=odds.times(apart),
    )


def _price(greedy: float, sampled: float) -> str:
    if sampled >= greedy:
        return _("With your settings, a sampled text is typically at least as likely as the greedy one.")
    return _(
        "A sampled text is typically about {times} times less likely than the greedy one: people do not write the "
        "likeliest text either.",
        times=odds.times(greedy - sampled),
    )
