"""A needle in a haystack: what was measured of it, as a map of length and depth, and in words."""

from itertools import takewhile

from explorer.engine import needle
from explorer.engine.needle import DEPTHS, Haystack, lengths_for
from explorer.figures.needle_heat import Cell
from explorer.figures.numbers import count, percent
from explorer.models.model import Model
from explorer.words import _, ngettext
from explorer.words.sentences import joined

RIGHT = "✓"
Measured = dict[tuple[int, float | None], needle.Cell]
"""By length and depth; depth None is the control."""


def measured(model: Model, haystack: Haystack) -> Measured:
    """As far as it goes by now."""
    places = [(length, depth) for length in lengths_for(model, haystack) for depth in (*DEPTHS, None)]
    cells = {place: needle.known(model, haystack, *place) for place in places}
    return {place: cell for place, cell in cells.items() if cell is not None}


def complete(model: Model, haystack: Haystack) -> bool:
    """Whether nothing is left that can be measured."""
    fitting = [length for length in lengths_for(model, haystack) if needle.fits(model, length)]
    return len(measured(model, haystack)) == len(fitting) * (len(DEPTHS) + 1)


def columns(model: Model, haystack: Haystack) -> list[str]:
    return [count(length) for length in lengths_for(model, haystack)]


def rows() -> list[str]:
    depths = [_("{share} %", share=round(100 * depth)) for depth in DEPTHS]
    depths[0], depths[-1] = _("0 % (first)"), _("100 % (last)")
    return [*depths, _("no needle")]


def cells(model: Model, haystack: Haystack, found: Measured) -> list[list[Cell]]:
    lengths = lengths_for(model, haystack)
    return [[_cell(model, found, length, depth) for length in lengths] for depth in (*DEPTHS, None)]


def _cell(model: Model, found: Measured, length: int, depth: float | None) -> Cell:
    one = found.get((length, depth))
    if one is None:
        return Cell(None, "·", _why_empty(model, length))
    said = percent(one.prob)
    verdict = _("the likeliest tokens are the answer") if one.greedy else _("the likeliest tokens are others")
    title = _(
        "{n} tokens: the answer has {share}; {verdict}; {seconds} s",
        n=count(length),
        share=said,
        verdict=verdict,
        seconds=f"{one.seconds:.1f}",
    )
    return Cell(min(1.0, one.prob), f"{said} {RIGHT}" if one.greedy else said, title)


def _why_empty(model: Model, length: int) -> str:
    if not needle.fits(model, length):
        return _("not measured: its keys and values take more memory than is free here")
    return _("not measured yet")


def told(model: Model, found: Measured) -> str:
    """What it comes to: how many were found, against what the model says without the needle."""
    tried = {place: cell for place, cell in found.items() if place[1] is not None}
    if not tried:
        return ""
    right = sum(cell.greedy for cell in tried.values())
    said = ngettext(
        "{model} was asked at {n} place, and its likeliest answer is right at {right}.",
        "{model} was asked at {n} places, and its likeliest answer is right at {right}.",
        len(tried),
        model=model.name,
        right=right,
    )
    return joined(said, _without(found), _where_lost(tried))


def spoken(found: Measured) -> str:
    """The map for those who do not see it: of every length the depths at which the answer is likeliest and least so."""
    lengths = sorted({length for length, depth in found if depth is not None})
    return joined(*(_length_spoken(found, length) for length in lengths)) or _("not measured yet")


def _length_spoken(found: Measured, length: int) -> str:
    shares = {depth: cell.prob for (n, depth), cell in found.items() if n == length and depth is not None}
    best, worst = max(shares, key=shares.__getitem__), min(shares, key=shares.__getitem__)
    return _(
        "{n} tokens: the answer has {most} at a depth of {best} and {least} at {worst}.",
        n=count(length),
        most=percent(shares[best]),
        best=percent(best),
        least=percent(shares[worst]),
        worst=percent(worst),
    )


def _without(found: Measured) -> str:
    controls = [cell.prob for (_length, depth), cell in found.items() if depth is None]
    if not controls:
        return ""
    return _("Without the needle the answer has {share} at most.", share=percent(max(controls)))


def _where_lost(tried: Measured) -> str:
    """The lengths at which no depth was answered rightly, and those at which each was."""
    lengths = sorted({length for length, _depth in tried})
    right = {n: [cell.greedy for (length, _depth), cell in tried.items() if length == n] for n in lengths}
    whole = list(takewhile(lambda n: all(right[n]), lengths))
    none = list(takewhile(lambda n: not any(right[n]), reversed(lengths)))
    return joined(
        _("At every depth it is right up to {n} tokens.", n=count(whole[-1])) if whole else "",
        _("At no depth is it right with {n} tokens or more.", n=count(none[-1])) if none else "",
    )


def seconds(found: Measured) -> str:
    """A line in Markdown: how long each length took."""
    lengths = sorted({length for length, _depth in found})
    said = []
    for length in lengths:
        some = [cell for (n, _depth), cell in found.items() if n == length]
        took, read = sum(cell.seconds for cell in some), sum(cell.read for cell in some)
        said.append(
            _(
                "{n} tokens: {seconds} s for {cells} readings ({pace} tokens a second)",
                n=count(length),
                seconds=f"{took:.1f}",
                cells=len(some),
                pace=count(round(read / took)) if took else "?",
            )
        )
    return " · ".join(said)
