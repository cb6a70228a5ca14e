"""The ranks of a few tokens, layer by layer, on a logarithmic scale with rank 1 on top."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10
from typing import Any

import plotly.graph_objects as go

from explorer.figures.escape import plain
from explorer.figures.figure import figure
from explorer.figures.palette import Palette


@dataclass(frozen=True)
class RankPath:
    """One token, read by one lens."""

    name: str
    ranks: tuple[int, ...]
    """L+1 of them, 1 = likeliest."""
    shares: tuple[str, ...]
    """Its probability at each of them, as it is written."""
    role: str
    """The palette's role that colours it."""
    dashed: bool = False

    def __post_init__(self) -> None:
        if len(self.ranks) != len(self.shares) or min(self.ranks) < 1:
            raise ValueError(f"{len(self.shares)} shares do not go with the ranks {self.ranks}, which begin at 1")


@dataclass(frozen=True)
class RankLabels:
    """The figure's words, translated."""

    layers: tuple[str, ...]
    """L+1 ticks, the embedding's first."""
    layer: str
    rank: str
    told: str
    """What hovering says, with plotly's own places %{meta}, %{y} and %{text}."""


def rank_paths(paths: Sequence[RankPath], n_vocab: int, labels: RankLabels, colors: Palette) -> go.Figure:
    every = max(1, (len(labels.layers) - 1) // 12)
    ticks = list(range(0, len(labels.layers), every))
    return figure(
        [_line(path, labels, colors) for path in paths],
        height=260,
        xaxis={
            "tickvals": ticks,
            "ticktext": [labels.layers[tick] for tick in ticks],
            "title": {"text": labels.layer},
            "showgrid": False,
            "fixedrange": True,
            "range": [-0.3, len(labels.layers) - 0.7],
        },
        yaxis={
            "type": "log",
            "range": _range(n_vocab),
            "tickvals": [10**power for power in range(len(str(n_vocab)))],
            "ticktext": [f"{10**power:,}" for power in range(len(str(n_vocab)))],
            "title": {"text": labels.rank},
            "gridcolor": colors.line,
            "zeroline": False,
            "fixedrange": True,
        },
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"color": colors.ink}},
        hovermode="x unified",
        margin={"l": 8, "r": 8, "t": 34, "b": 8},
    )  # fmt: skip


def _range(n_vocab: int) -> list[float]:
    """From the last rank, beneath, to a little above the first."""
    return [log10(n_vocab) + 0.12, -0.18]


def _line(path: RankPath, labels: RankLabels, colors: Palette) -> dict[str, Any]:
    color = getattr(colors, path.role)
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(range(len(path.ranks))),
        "y": list(path.ranks),
        "text": list(path.shares),
        "meta": plain(path.name),
        "name": plain(path.name),
        "line": {"color": color, "width": 1.5 if path.dashed else 2.5, "dash": "dot" if path.dashed else "solid"},
        "marker": {"size": 5 if path.dashed else 7, "symbol": "circle-open" if path.dashed else "circle"},
        "hovertemplate": f"{labels.told}<extra></extra>",
    }
