"""Runs as points over a logarithmic axis: a colour a group, a law as a line with its band, and single marks."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.escape import TITLE, broken, plain
from explorer.figures.figure import figure
from explorer.figures.palette import Palette

Array = NDArray[np.float64]
Role = Literal["query", "key", "value", "loss", "ink", "muted", "probability"]


@dataclass(frozen=True)
class RunLine:
    """Points of one group."""

    name: str
    """In the legend; "" is not in it."""
    x: tuple[float, ...]
    y: tuple[float, ...]
    notes: tuple[str, ...] = ()
    """What a point says when it is looked at; else its numbers."""
    tone: float | Role = "query"
    """0..1: its place in an order, from pale to dark; or a colour by its role."""
    joined: bool = True
    dashed: bool = False
    points: bool = True

    def __post_init__(self) -> None:
        if len(self.x) != len(self.y) or (self.notes and len(self.notes) != len(self.x)):
            raise ValueError(f"{self.name} has {len(self.x)} places, {len(self.y)} values and {len(self.notes)} notes")
        if any(not value > 0 for value in self.x):
            raise ValueError(f"{self.name} has a place that a logarithmic axis has not")


@dataclass(frozen=True)
class LawBand:
    """A law over x, and between what bounds it may lie."""

    name: str
    x: tuple[float, ...]
    middle: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    tone: float | Role = "ink"

    @classmethod
    def of(
        cls, name: str, x: Array, middle: Array, low: Array, high: Array, *, tone: float | Role = "ink"
    ) -> "LawBand":
        """All (n,)."""
        at, between, least, most = (tuple(map(float, row)) for row in (x, middle, low, high))
        return cls(name, at, between, least, most, tone)


@dataclass(frozen=True)
class Mark:
    """One place that matters: a guess, an interval, the truth."""

    name: str
    x: float
    y: float
    low: float | None = None
    high: float | None = None
    tone: float | Role = "key"
    symbol: str = "circle"


@dataclass(frozen=True)
class RunAxes:
    x: str
    y: str
    ticks: tuple[tuple[float, str], ...] = ()
    """Of x: value and label."""


def run_lines(
    lines: Sequence[RunLine],
    axes: RunAxes,
    colors: Palette,
    *,
    bands: Sequence[LawBand] = (),
    marks: Sequence[Mark] = (),
    height: int = 330,
    y_range: tuple[float, float] | None = None,
) -> go.Figure:
    data = [trace for band in bands for trace in _band(band, colors)]
    data += [_line(line, colors) for line in lines]
    data += [_mark(mark, colors) for mark in marks]
    axis = {"gridcolor": colors.line, "zeroline": False, "fixedrange": True, "tickfont": {"size": 12}}
    x = axis | {"type": "log", "title": {"text": broken(axes.x, TITLE)}, "range": _range(lines, bands, marks)}
    if axes.ticks:
        x |= {"tickvals": [value for value, _ in axes.ticks], "ticktext": [text for _, text in axes.ticks]}
    y = axis | {"title": {"text": axes.y}, "tickformat": ".2f"} | ({"range": list(y_range)} if y_range else {})
    key = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}
    return figure(
        data, height=height, xaxis=x, yaxis=y, showlegend=True, legend=key, hovermode="closest",
        margin={"l": 8, "r": 12, "t": 34, "b": 8},
    )  # fmt: skip


def _range(lines: Sequence[RunLine], bands: Sequence[LawBand], marks: Sequence[Mark]) -> list[float]:
    """A little beyond what is drawn, in powers of ten."""
    x = [value for one in (*lines, *bands) for value in one.x] + [mark.x for mark in marks] or [1.0, 10.0]
    low, high = float(np.log10(min(x))), float(np.log10(max(x)))
    edge = 0.04 * max(high - low, 0.5)
    return [low - edge, high + edge]


def _color(tone: float | str, colors: Palette) -> str:
    if isinstance(tone, str):
        return getattr(colors, tone)
    scale = colors.mlp_scale[3:]
    return scale[round(min(1.0, max(0.0, tone)) * (len(scale) - 1))]


def _line(line: RunLine, colors: Palette) -> dict[str, Any]:
    color = _color(line.tone, colors)
    mode = "+".join(part for part, on in (("lines", line.joined), ("markers", line.points)) if on)
    said = {"text": [plain(note) for note in line.notes], "hovertemplate": "%{text}<extra></extra>"}
    return {
        "type": "scatter", "mode": mode, "name": plain(line.name), "x": list(line.x), "y": list(line.y),
        "showlegend": bool(line.name), "marker": {"size": 8, "color": color},
        "line": {"color": color, "width": 2, "dash": "dot" if line.dashed else "solid"},
        **(said if line.notes else {"hovertemplate": "%{y:.3f}"}),
    }  # fmt: skip


def _band(band: LawBand, colors: Palette) -> list[dict[str, Any]]:
    color = _color(band.tone, colors)
    edges = {
        "type": "scatter", "mode": "lines", "x": [*band.x, *reversed(band.x)], "y": [*band.high, *reversed(band.low)],
        "fill": "toself", "fillcolor": _faint(color), "line": {"width": 0}, "hoverinfo": "skip", "showlegend": False,
    }  # fmt: skip
    middle = {
        "type": "scatter", "mode": "lines", "name": plain(band.name), "x": list(band.x), "y": list(band.middle),
        "line": {"color": color, "width": 1.5, "dash": "dash"}, "hoverinfo": "skip", "showlegend": bool(band.name),
    }  # fmt: skip
    return [edges, middle]


def _mark(mark: Mark, colors: Palette) -> dict[str, Any]:
    color = _color(mark.tone, colors)
    drawn: dict[str, Any] = {
        "type": "scatter", "mode": "markers", "name": plain(mark.name), "x": [mark.x], "y": [mark.y],
        "marker": {"size": 13, "color": color, "symbol": mark.symbol, "line": {"width": 2, "color": color}},
        "hovertemplate": f"{plain(mark.name)}: %{{y:.3f}}<extra></extra>",
    }  # fmt: skip
    if mark.low is not None and mark.high is not None:
        up, down = mark.high - mark.y, mark.y - mark.low
        drawn["error_y"] = {
            "type": "data", "symmetric": False, "array": [up], "arrayminus": [down],
            "color": color, "thickness": 2, "width": 8,
        }  # fmt: skip
    return drawn


def _faint(color: str) -> str:
    red, green, blue = (int(color[at : at + 2], 16) for at in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.16)"
