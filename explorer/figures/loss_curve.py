"""How the loss falls in a training: of each step's batch, and of examples that are never learnt from."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from explorer.figures.figure import figure
from explorer.figures.palette import Palette


@dataclass(frozen=True)
class LossLabels:
    seen: str
    unseen: str
    steps: str
    loss: str


def loss_curve(
    losses: Sequence[float],
    unseen: Sequence[tuple[int, float]],
    labels: LossLabels,
    colors: Palette,
    *,
    steps: int,
    height: int = 260,
) -> go.Figure:
    """losses: of step 1, 2, …, before each; unseen: (after so many steps, loss). steps: how long the axis is."""
    lines = (
        (labels.seen, list(range(len(losses))), list(losses), colors.query, "solid", "lines"),
        (labels.unseen, [n for n, _ in unseen], [loss for _, loss in unseen], colors.key, "dot", "lines+markers"),
    )
    data = [
        {
            "type": "scatter",
            "mode": mode,
            "name": name,
            "x": x,
            "y": y,
            "hovertemplate": "%{y:.3f}",
            "line": {"color": color, "width": 2.5, "dash": dash},
            "marker": {"size": 6, "color": color},
        }
        for name, x, y, color, dash, mode in lines
    ]
    axis = {"gridcolor": colors.line, "zerolinecolor": colors.line, "fixedrange": True}
    legend = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}
    return figure(
        data,
        height=height,
        xaxis=axis | {"title": {"text": labels.steps}, "range": [0, max(1, steps)]},
        yaxis=axis | {"title": {"text": labels.loss}, "rangemode": "tozero"},
        showlegend=True,
        legend=legend,
        hovermode="x unified",
        margin={"l": 8, "r": 12, "t": 34, "b": 8},
    )
