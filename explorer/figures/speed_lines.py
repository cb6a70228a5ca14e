"""How long the next token takes, by how long the text is already: with its keys and values kept, and without."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from explorer.figures.figure import figure
from explorer.figures.palette import Palette

Points = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Speeds:
    name: str
    lengths: tuple[int, ...]
    """Tokens before the next one."""
    ms: tuple[float, ...]
    """Milliseconds that it takes."""
    curve: Points = ()
    """(length, ms) of a curve through them, where one holds."""

    def __post_init__(self) -> None:
        if len(self.lengths) != len(self.ms):
            raise ValueError(f"{len(self.lengths)} lengths do not go with {len(self.ms)} times")


def speed_lines(speeds: Sequence[Speeds], x: str, y: str, colors: Palette) -> go.Figure:
    drawn = list(zip(speeds, (colors.value, colors.loss), strict=False))
    data = [*(_curve(speed, color) for speed, color in drawn if speed.curve), *(_points(*one) for one in drawn)]
    axis = {"gridcolor": colors.line, "zerolinecolor": colors.line, "fixedrange": True, "rangemode": "tozero"}
    return figure(
        data,
        height=330,
        xaxis=axis | {"title": {"text": x}},
        yaxis=axis | {"title": {"text": y}},
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1.02,
            "yanchor": "bottom",
        },
        hovermode="x unified",
        margin={"l": 8, "r": 24, "t": 40, "b": 8},
    )


def _points(speed: Speeds, color: str) -> dict[str, Any]:
    """A curve that holds joins them; else a dotted line does."""
    return {
        "type": "scatter",
        "mode": "markers+text" if speed.curve else "lines+markers+text",
        "name": speed.name,
        "x": list(speed.lengths),
        "y": list(speed.ms),
        "text": [f"{value:.3g}" for value in speed.ms],
        "textposition": "top center",
        "cliponaxis": False,
        "hovertemplate": "%{y:.1f}",
        "line": {"color": color, "width": 2, "dash": "dot"},
        "marker": {"size": 9, "color": color},
    }


def _curve(speed: Speeds, color: str) -> dict[str, Any]:
    x, y = zip(*speed.curve, strict=True)
    return {
        "type": "scatter", "mode": "lines", "x": list(x), "y": list(y), "hoverinfo": "skip", "showlegend": False,
        "line": {"color": color, "width": 2.5},
    }  # fmt: skip
