"""A figure for the back row: plotly lays its labels out by the sizes that it is told, so these are told to it."""

from collections.abc import Iterator
from typing import Any

import plotly.graph_objects as go

READABLE = 24
"""Pixels, on a projector of 1280 x 720."""


def enlarged(figure: go.Figure, size: int = READABLE) -> go.Figure:
    """The same with no text smaller than that, and with room for it at its edges."""
    made: dict[str, Any] = figure.to_plotly_json()
    layout = made["layout"]
    axes = [name for name in layout if name.startswith(("xaxis", "yaxis"))] or ["xaxis", "yaxis"]
    for name in axes:
        axis = layout.setdefault(name, {})
        axis["automargin"] = True
        axis.setdefault("tickfont", {})
        if isinstance(axis.get("title"), str):
            axis["title"] = {"text": axis["title"]}
        axis.get("title", {}).setdefault("font", {})
    layout.setdefault("font", {})
    layout.setdefault("legend", {}).setdefault("font", {})
    for font in _fonts(made):
        font["size"] = max(size, font.get("size", 0)) if isinstance(font.get("size", 0), int | float) else size
    return go.Figure(made, _validate=False)


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
