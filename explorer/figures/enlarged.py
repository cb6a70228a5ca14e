"""A figure for the back row: plotly lays its labels out by the sizes that it is told, so these are told to it."""

from collections.abc import Iterator, Sequence
from html import unescape
from typing import Any

import plotly.graph_objects as go

from explorer.figures.escape import broken

READABLE = 24
"""Pixels, on a projector of 1280 x 720."""

_LETTERS = 84
"""Of that size, side by side across a slide's figure."""
_ROWS = 11
"""Of that size, one below the other along a slide's figure."""
_NAME = 32
"""Letters of a line in the legend, which is as wide as its longest."""
_ABOVE = 3
"""Names, at most, that have room above a plot."""


def enlarged(figure: go.Figure, size: int = READABLE) -> go.Figure:
    """The same with no text smaller than that, and with room for it: lines that are too long are broken, and of labels
    that would lie on one another every second one, or third, is left."""
    made: dict[str, Any] = figure.to_plotly_json()
    layout = made["layout"]
    axes = [name for name in layout if name.startswith(("xaxis", "yaxis"))] or ["xaxis", "yaxis"]
    for name in axes:
        _enlarge_axis(layout.setdefault(name, {}), upright=name.startswith("y"))
    layout.setdefault("font", {})
    _enlarge_legend(layout.setdefault("legend", {}), made.get("data", ()))
    _break_notes(layout, size)
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
    if upright and "ticktext" in axis:
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
