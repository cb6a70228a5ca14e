"""Accuracy against the number of examples in the prompt: a colour a model, with intervals, and a control dotted."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from explorer.figures.figure import figure
from explorer.figures.palette import Palette


@dataclass(frozen=True)
class ShotLine:
    """Shares 0..1, each with its interval."""

    name: str
    counts: tuple[int, ...]
    shares: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    model: int
    """Which model's, from 0: its colour."""
    control: bool = False

    def __post_init__(self) -> None:
        if not len(self.counts) == len(self.shares) == len(self.low) == len(self.high):
            raise ValueError(f"{self.name} has {len(self.counts)} counts and {len(self.shares)} shares")


def shot_curves(
    lines: Sequence[ShotLine], labels: tuple[str, str], colors: Palette, *, level: tuple[str, float] | None = None
) -> go.Figure:
    """labels: of the axes. level: a share to hold the lines against, by its name. Counts stand apart alike, since they
    double."""
    names = [str(n) for n in sorted({n for line in lines for n in line.counts})]
    data = [_line(line, colors) for line in lines]
    if level is not None:
        flat = {"type": "scatter", "mode": "lines", "x": names, "y": [level[1]] * len(names), "name": level[0]}
        data.append(flat | {"line": {"color": colors.muted, "width": 1, "dash": "dash"}, "hovertemplate": "%{y:.0%}"})
    axis = {"gridcolor": colors.line, "zerolinecolor": colors.line, "fixedrange": True}
    key = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}
    return figure(
        data,
        height=290,
        xaxis=axis | {"type": "category", "categoryarray": names, "title": {"text": labels[0]}},
        yaxis=axis | {"range": [-0.02, 1.04], "tickformat": ".0%", "title": {"text": labels[1]}},
        showlegend=True,
        legend=key,
        hovermode="x unified",
        margin={"l": 8, "r": 8, "t": 44, "b": 8},
    )


def _line(line: ShotLine, colors: Palette) -> dict[str, Any]:
    color = (colors.query, colors.key, colors.value)[line.model % 3]
    bars = {
        "type": "data",
        "symmetric": False,
        "array": [high - share for share, high in zip(line.shares, line.high, strict=True)],
        "arrayminus": [share - low for share, low in zip(line.shares, line.low, strict=True)],
        "color": color,
        "thickness": 1,
    }
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": [str(n) for n in line.counts],
        "y": list(line.shares),
        "error_y": bars,
        "hovertemplate": "%{y:.0%}",
        "opacity": 0.6 if line.control else 1,
        "line": {"color": color, "width": 1.5 if line.control else 2.5, "dash": "dot" if line.control else "solid"},
        "marker": {
            "size": 6 if line.control else 8,
            "color": color,
            "symbol": "circle-open" if line.control else "circle",
        },
    }
