"""How far a model's parts moved, layer by layer: what was trained, beside what that changed of one text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import plotly.graph_objects as go

from explorer.figures.figure import figure
from explorer.figures.palette import Palette

Role = Literal["attention", "mlp", "residual"]


@dataclass(frozen=True)
class Line:
    name: str
    role: Role
    """Its colour."""
    values: tuple[float, ...]
    """Relative distances, of the layers from `first` on."""
    first: int = 1
    """0 is what stands before all layers."""
    dotted: bool = False


def moved_by_layer(lines: Sequence[Line], x: str, y: str, colors: Palette) -> go.Figure:
    axis = {"gridcolor": colors.line, "zerolinecolor": colors.line, "fixedrange": True}
    key = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}
    return figure(
        [_line(line, colors) for line in lines],
        height=300,
        xaxis=axis | {"title": {"text": x}, "dtick": max(1, max(len(line.values) for line in lines) // 12)},
        yaxis=axis | {"title": {"text": y}, "rangemode": "tozero", "tickformat": ".0%"},
        showlegend=True,
        legend=key,
        hovermode="x unified",
        margin={"l": 8, "r": 8, "t": 40, "b": 8},
    )


def _line(line: Line, colors: Palette) -> dict[str, object]:
    color = getattr(colors, line.role)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": [line.first + at for at in range(len(line.values))],
        "y": list(line.values),
        "hovertemplate": "%{y:.1%}",
        "line": {"color": color, "width": 2.5, "dash": "dot" if line.dotted else "solid"},
        "marker": {"size": 7, "color": color},
    }
