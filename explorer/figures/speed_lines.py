"""How fast a model writes, by how long the text is already: with its keys and values kept, and without."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from explorer.figures.figure import figure
from explorer.figures.palette import Palette


@dataclass(frozen=True)
class Speeds:
    name: str
    lengths: tuple[int, ...]
    """Tokens before the next one."""
    a_second: tuple[float, ...]
    """Tokens a second."""

    def __post_init__(self) -> None:
        if len(self.lengths) != len(self.a_second):
            raise ValueError(f"{len(self.lengths)} lengths do not go with {len(self.a_second)} speeds")


def speed_lines(speeds: Sequence[Speeds], x: str, y: str, colors: Palette) -> go.Figure:
    data = [
        {
            "type": "scatter",
            "mode": "lines+markers+text",
            "name": speed.name,
            "x": list(speed.lengths),
            "y": list(speed.a_second),
            "text": [f"{value:.0f}" for value in speed.a_second],
            "textposition": "top center",
            "cliponaxis": False,
            "hovertemplate": "%{y:.1f}",
            "line": {"color": color, "width": 2.5, "dash": dash},
            "marker": {"size": 8, "color": color},
        }
        for speed, color, dash in zip(speeds, (colors.value, colors.loss), ("solid", "dot"), strict=False)
    ]
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
            "itemclick": False,
            "itemdoubleclick": False,
        },
        hovermode="x unified",
        margin={"l": 8, "r": 24, "t": 40, "b": 8},
    )
