"""One quantity of several models, to scale: a dot on an axis, with its number."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go

from explorer.figures.escape import broken, plain
from explorer.figures.figure import figure
from explorer.figures.palette import Palette

ROW = 38
"""Pixels that a model takes."""
NAME = 22
"""Letters of a name in one line."""


@dataclass(frozen=True)
class Measured:
    """One model's row."""

    name: str
    value: float | None
    """None where there is no number on this axis; the label then says why."""
    label: str
    ours: bool = False

    def __post_init__(self) -> None:
        if self.value is not None and not self.value > 0:
            raise ValueError(f"{self.name} has {self.value}, which has no place on a logarithmic axis")


def sizes(rows: Sequence[Measured], colors: Palette, *, log: bool, ticks: Sequence[tuple[float, str]]) -> go.Figure:
    """`rows` from top to bottom; `ticks` are values with their labels, those outside the axis are left out."""
    low, high = _range(rows, log)
    start = low + 0.02 * (high - low)
    placed = [row.value if row.value is not None else 10**start if log else start for row in rows]
    y = list(range(len(rows)))
    ink = [colors.query if row.ours else colors.ink for row in rows]
    lines = {
        "type": "bar", "orientation": "h", "y": y, "hoverinfo": "skip", "width": 0.05,
        "x": [row.value or 0 for row in rows], "marker": {"color": ink},
    }  # fmt: skip
    dots = {
        "type": "scatter", "mode": "markers+text", "x": placed, "y": y, "hoverinfo": "skip", "cliponaxis": False,
        "text": [f"  {plain(row.label)}" for row in rows],
        "textposition": [_side(row, low, high, log) for row in rows],
        "textfont": {"size": 12, "color": [colors.muted if row.value is None else colors.ink for row in rows]},
        "marker": {"size": 11, "color": ink, "opacity": [float(row.value is not None) for row in rows]},
    }  # fmt: skip
    seen = [(10**value if log else value, text) for value, text in _ticks(ticks, low, high, log)]
    x = {
        "type": "log" if log else "linear", "range": [low, high], "showgrid": True, "gridcolor": colors.line,
        "zeroline": False, "tickvals": [value for value, _ in seen], "ticktext": [text for _, text in seen],
        "tickfont": {"size": 12, "color": colors.muted}, "tickangle": 0, "fixedrange": True,
    }  # fmt: skip
    names = {
        "tickvals": y, "ticktext": [_name(row) for row in rows],
        "range": [len(rows) - 0.4, -0.6], "showgrid": False, "zeroline": False, "fixedrange": True,
        "tickfont": {"size": 13, "color": colors.ink},
    }  # fmt: skip
    return figure(
        [lines, dots], height=ROW * len(rows) + 40, xaxis=x, yaxis=names, margin={"l": 96, "r": 8, "t": 4, "b": 28}
    )


def _name(row: Measured) -> str:
    name = broken(row.name, NAME)
    return f"<b>{name}</b>" if row.ours else name


def _range(rows: Sequence[Measured], log: bool) -> tuple[float, float]:
    """The axis from a decade below the smallest to a decade above the largest, or from 0."""
    values = [row.value for row in rows if row.value is not None] or [1.0]
    if log:
        return float(np.floor(np.log10(min(values))) - 0.5), float(np.ceil(np.log10(max(values))) + 0.5)
    return 0.0, 1.1 * max(values)


def _side(row: Measured, low: float, high: float, log: bool) -> str:
    """The number stands where there is room for it."""
    if row.value is None:
        return "middle right"
    place = ((np.log10(row.value) if log else row.value) - low) / (high - low)
    return "top left" if place > 0.45 else "top center" if place > 0.2 else "middle right"


def _ticks(ticks: Sequence[tuple[float, str]], low: float, high: float, log: bool) -> list[tuple[float, str]]:
    placed = [(float(np.log10(value)) if log else value, text) for value, text in ticks if value > 0 or not log]
    return [(value, text) for value, text in placed if low <= value <= high]
