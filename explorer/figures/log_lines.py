"""Lines and points over powers of ten: laws, frontiers, costs."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.escape import broken, plain
from explorer.figures.figure import figure
from explorer.figures.palette import Palette


@dataclass(frozen=True)
class Line:
    """A line of values; "" of its name keeps it out of the key."""

    name: str
    x: Sequence[float] | NDArray[np.float64]
    y: Sequence[float] | NDArray[np.float64]
    color: str
    """A role of the palette."""
    dash: str = "solid"
    width: float = 2.5
    opacity: float = 1.0

    def __post_init__(self) -> None:
        if len(self.x) != len(self.y):
            raise ValueError(f"{self.name} has {len(self.x)} places and {len(self.y)} values")


@dataclass(frozen=True)
class Mark:
    """A point."""

    label: str
    x: float
    y: float
    color: str = "ink"
    symbol: str = "circle"
    size: int = 9
    side: str = "top center"
    hover: str = ""
    """What it says when it is pointed at; the label stands beside it only where `said`."""
    said: bool = True


@dataclass(frozen=True)
class Axis:
    title: str
    low: float
    high: float
    ticks: Sequence[tuple[float, str]]
    log: bool = True

    def __post_init__(self) -> None:
        if not self.low < self.high or (self.log and not self.low > 0):
            raise ValueError(f"the axis {self.title!r} goes from {self.low} to {self.high}")


def log_lines(
    lines: Sequence[Line], marks: Sequence[Mark], x: Axis, y: Axis, colors: Palette, *, height: int = 360
) -> go.Figure:
    """`lines` in their order, `marks` upon them."""
    data = [*(_line(line, colors) for line in lines), *(_mark(mark, colors) for mark in marks)]
    named = any(line.name for line in lines)
    return figure(data, height=height, margin=_margin(named), **layout(x, y, colors, named=named))


def layout(x: Axis, y: Axis, colors: Palette, *, named: bool) -> dict[str, Any]:
    """Of a figure with these axes; `named` where lines have names, which then stand above it."""
    key = {"orientation": "h", "x": 0, "y": 1.01, "yanchor": "bottom"}
    return {
        "xaxis": _axis(x, colors),
        "yaxis": _axis(y, colors),
        "showlegend": named,
        "legend": key | {"font": {"size": 12, "color": colors.ink}},
        "hovermode": "closest",
    }


def _margin(named: bool) -> dict[str, int]:
    return {"l": 8, "r": 12, "t": 44 if named else 12, "b": 8}


def _line(line: Line, colors: Palette) -> dict[str, Any]:
    look = {"color": getattr(colors, line.color), "width": line.width, "dash": line.dash}
    return {
        "type": "scatter", "mode": "lines", "x": np.asarray(line.x).tolist(), "y": np.asarray(line.y).tolist(),
        "name": broken(line.name, 40), "showlegend": bool(line.name), "line": look, "opacity": line.opacity,
        "hoverinfo": "skip",
    }  # fmt: skip


def _mark(mark: Mark, colors: Palette) -> dict[str, Any]:
    ink = getattr(colors, mark.color)
    return {
        "type": "scatter", "mode": "markers+text" if mark.said else "markers", "x": [mark.x], "y": [mark.y],
        "text": [plain(mark.label)], "textposition": mark.side, "showlegend": False, "cliponaxis": False,
        "textfont": {"size": 12, "color": ink},
        "marker": {"size": mark.size, "color": ink, "symbol": mark.symbol, "line": {"width": 1.5, "color": ink}},
        "hovertemplate": f"{plain(mark.hover or mark.label)}<extra></extra>",
    }  # fmt: skip


def _axis(axis: Axis, colors: Palette) -> dict[str, Any]:
    ticks = [(value, text) for value, text in axis.ticks if axis.low <= value <= axis.high]
    return {
        "type": "log" if axis.log else "linear",
        "range": [log10(axis.low), log10(axis.high)] if axis.log else [axis.low, axis.high],
        "tickvals": [value for value, _ in ticks], "ticktext": [text for _, text in ticks],
        "title": {"text": axis.title, "font": {"size": 13, "color": colors.muted}}, "automargin": True,
        "tickfont": {"size": 12, "color": colors.muted}, "gridcolor": colors.line, "zeroline": False,
        "fixedrange": True,
    }  # fmt: skip
