"""Greedy, sampling and beam search from the same place, on one canvas."""

import math

import numpy as np

from explorer.components.text import path_canvas
from explorer.components.text.path_canvas import Labels, PathCanvas
from explorer.decoding.branches import Path
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings.output import odds
from explorer.findings.output.continuations import Cell, Way
from explorer.words import _, ngettext
from explorer.words.sentences import joined


def canvas(run: Run, ways: list[Way], placed: list[Cell]) -> PathCanvas:
    """All ways, of which those that were given up have no line in the table."""
    texts = _texts(run, [cell.path for cell in placed])
    return PathCanvas(
        cells=tuple(_cell(cell, text) for cell, text in zip(placed, texts, strict=True)),
        ways=tuple(_way(run, way, placed) for way in ways if not way.cut),
        rows=1 + max(cell.row for cell in placed),
        columns=max(len(cell.path) for cell in placed),
        labels=_labels(),
    )


def _labels() -> Labels:
    return Labels(
        canvas=_("Ways of going on: columns are tokens, lines are strategies"),
        greedy=_("greedy: the likeliest token every time"),
        sampled=_("sampling: drawn with your settings"),
        beam=_("beam search: the likeliest whole"),
        cut=_("a beam that was given up"),
        shade=_("the stronger the colour, the likelier the token was"),
        take=_("Go on with this text"),
        columns=(_("strategy"), _("all of it"), _("bits"), _("a token"), _("text")),
    )


def _texts(run: Run, paths: list[Path]) -> list[str]:
    """The last token of each path, as it stands in its text."""
    start = run.trace.ids[-1:]
    return [run.model.tokens((*start, *path))[-1].text for path in paths]


def _cell(cell: Cell, text: str) -> path_canvas.Cell:
    share = math.exp(cell.log)
    return path_canvas.Cell(
        row=cell.row,
        column=len(cell.path) - 1,
        text=text,
        title=_("{token}: {share} here", token=text, share=percent(share)),
        share=round(share, 4),
        parent=cell.parent,
        kinds=cell.kinds or ("beam",),
        cut=not cell.kinds,
    )


def _way(run: Run, way: Way, placed: list[Cell]) -> path_canvas.Way:
    bits = -sum(way.logs) / odds.LN_2
    written = run.model.tokens((*run.trace.ids, *way.tokens))[len(run.trace.ids) :]
    return path_canvas.Way(
        kind=way.kind,
        name=name_of(way),
        says=(odds.share(sum(way.logs)), f"{bits:.1f}", f"{bits / len(way.logs):.1f}"),
        cell=next(i for i, cell in enumerate(placed) if cell.path == way.tokens),
        text="".join(token.text for token in written),
    )


def name_of(way: Way) -> str:
    if way.kind == "greedy":
        return _("greedy")
    if way.kind == "sampled":
        return _("sampling, seed {seed}", seed=way.seed)
    return _("beam {rank}", rank=way.rank)


def gain_and_price(ways: list[Way]) -> str:
    """What beam search gained over greedy, and what sampling paid."""
    greedy, beam = (next(way for way in ways if way.kind == kind) for kind in ("greedy", "beam"))
    sampled = [sum(way.logs) for way in ways if way.kind == "sampled"]
    return joined(_gain(greedy, beam), _price(sum(greedy.logs), float(np.median(sampled))))


def _gain(greedy: Way, beam: Way) -> str:
    if greedy.tokens == beam.tokens:
        return _("Beam search found nothing likelier than the greedy text.")
    apart = sum(beam.logs) - sum(greedy.logs)
    if len(beam.tokens) != len(greedy.tokens):
        return ngettext(
            "Beam search compares texts of different lengths by their mean, and prefers one of {n} token.",
            "Beam search compares texts of different lengths by their mean, and prefers one of {n} tokens.",
            len(beam.tokens),
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
