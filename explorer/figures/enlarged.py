"""A figure for the back row: plotly lays its labels out by the sizes that it is told, so these are told to it."""

from collections.abc import Iterator, Sequence
from html import unescape
from math import log10
from typing import Any

import plotly.graph_objects as go

from explorer.figures.escape import broken, width
from explorer.figures.names_apart import LETTER, SIDES, Named, sides

READABLE = 24
"""Pixels, on a projector of 1280 x 720."""

_ACROSS = 1216
"""Pixels of a slide's figure."""
_LETTERS = 84
"""Of that size, side by side across a slide's figure."""
_ROWS = 11
"""Of that size, one below the other along a slide's figure."""
_NAME = 32
"""Letters of a line in the legend, which is as wide as its longest."""
_ABOVE = 3
"""Names, at most, that have room above a plot."""


def enlarged(figure: go.Figure, size: int = READABLE) -> go.Figure:
    """The same with no text smaller than that, and with room for it: lines that are too long are broken, of an axis'
    labels that would lie on one another every second one, or third, is left, and names of points go where there is
    room or are left to whoever points at them."""
    made: dict[str, Any] = figure.to_plotly_json()
    layout = made["layout"]
    axes = [name for name in layout if name.startswith(("xaxis", "yaxis"))] or ["xaxis", "yaxis"]
    for name in axes:
        _enlarge_axis(layout.setdefault(name, {}), upright=name.startswith("y"))
    layout.setdefault("font", {})
    _enlarge_legend(layout.setdefault("legend", {}), made.get("data", ()))
    _break_notes(layout, size)
    _keep_names_apart(made, size)
    for font in _fonts(made):
        font["size"] = max(size, font.get("size", 0)) if isinstance(font.get("size", 0), int | float) else size
    return go.Figure(made, _validate=False)


def _broken(text: str, most: int) -> str:
    """In lines of about so many letters, unless it is more than a line in bold already."""
    bare = text.removeprefix("<b>").removesuffix("</b>")
    if "<" in bare or bare == "":
        return text
    return text.replace(bare, broken(unescape(bare), most))


def _enlarge_axis(axis: dict[str, Any], *, upright: bool) -> None:
    axis["automargin"] = True
    axis.setdefault("tickfont", {})
    if isinstance(axis.get("title"), str):
        axis["title"] = {"text": axis["title"]}
    first, last = axis.get("domain", (0, 1))
    title = axis.get("title", {})
    title.setdefault("font", {})
    if title.get("text") and not upright:
        title["text"] = _broken(title["text"], round(_LETTERS * (last - first)))
    if upright and axis.get("ticktext"):
        every = -(-len(axis["ticktext"]) // max(1, round(_ROWS * (last - first))))
        axis["tickvals"], axis["ticktext"] = axis["tickvals"][::every], axis["ticktext"][::every]


def _enlarge_legend(legend: dict[str, Any], traces: Sequence[dict[str, Any]]) -> None:
    """Above the plot it would take the half of a slide, where it has many names: it goes beside it."""
    legend.setdefault("font", {})
    named = [trace for trace in traces if isinstance(trace.get("name"), str)]
    for trace in named:
        trace["name"] = _broken(trace["name"], _NAME)
    if sum(trace.get("showlegend", True) for trace in named) > _ABOVE:
        legend.update(orientation="v", x=1.01, xanchor="left", y=1, yanchor="top")


def _break_notes(layout: dict[str, Any], size: int) -> None:
    """What stands above the plots, from its place to the right edge; for each further line there is more room."""
    lines = 1
    for note in layout.get("annotations", ()):
        if note.get("xref") == note.get("yref") == "paper" and note.get("y", 0) >= 1 and note.get("xanchor") == "left":
            note.update(text=_broken(note["text"], round(_LETTERS * (1 - note.get("x", 0)))), align="left")
            lines = max(lines, 1 + note["text"].count("<br>"))
    if lines > 1:
        margin = layout.setdefault("margin", {})
        margin["t"] = margin.get("t", 0) + round(1.3 * size * (lines - 1))


def _keep_names_apart(made: dict[str, Any], size: int) -> None:
    """Of single points with a name each, on axes whose ends are known; the largest come first."""
    x, y = (made["layout"].get(name, {}) for name in ("xaxis", "yaxis"))
    points = sorted(filter(_is_point, made.get("data", ())), key=lambda trace: -trace["marker"]["size"])
    if not points or "range" not in x or "range" not in y:
        return
    across, down = plot = _plot(made, size)
    named = [
        Named(
            across * _share(x, trace["x"][0]),
            down * (1 - _share(y, trace["y"][0])),
            unescape(trace["text"][0]) if "text" in trace["mode"] else "",
            trace.get("textposition", SIDES[0]),
        )
        for trace in points
    ]
    for trace, side in zip(points, sides(named, size, plot), strict=True):
        if "text" in trace["mode"]:
            trace.update({"textposition": side} if side else {"mode": "markers"})


def _is_point(trace: dict[str, Any]) -> bool:
    """A mark of its own, with a name."""
    return "markers" in trace.get("mode", "") and len(trace["x"]) == 1 and isinstance(trace.get("text"), list | tuple)


def _plot(made: dict[str, Any], size: int) -> tuple[float, float]:
    """About so many pixels across and down are left for the plot itself, on a slide."""
    layout, letter = made["layout"], LETTER * size
    ticks = max(map(width, layout["yaxis"].get("ticktext", ())), default=4)
    names = [width(line) for trace in made["data"] for line in trace.get("name", "").split("<br>")]
    beside = letter * (max(names, default=0) + 4) if layout["legend"].get("orientation") == "v" else 0
    across = _ACROSS - letter * ticks - 6 * size - beside
    return max(size, across), max(size, layout["height"] - layout["margin"]["t"] - 4 * size)


def _share(axis: dict[str, Any], value: float) -> float:
    """From 0 to 1, along the axis."""
    first, last = axis["range"]
    return ((log10(value) if axis.get("type") == "log" else value) - first) / (last - first)


def _fonts(value: Any) -> Iterator[dict[str, Any]]:
    """Whatever names a font, anywhere in a figure."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name.endswith("font") and isinstance(inner, dict):
                yield inner
            yield from _fonts(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _fonts(inner)
