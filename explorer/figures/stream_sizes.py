"""How large the residual stream is after each layer, and how much each layer adds to it."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.figure import figure
from explorer.figures.palette import Palette

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Sizes:
    """Euclidean lengths of vectors of one run."""

    stream: Floats
    """(L+1, T) row 0 is the embedding, row l the stream after block l."""
    attention: Floats
    """(L, T) what each block's attention adds."""
    mlp: Floats
    """(L, T) what each block's MLP adds."""

    def __post_init__(self) -> None:
        rows, n = self.stream.shape
        if self.attention.shape != (rows - 1, n) or self.mlp.shape != (rows - 1, n):
            raise ValueError(f"attention {self.attention.shape} and mlp {self.mlp.shape} are not ({rows - 1}, {n})")


@dataclass(frozen=True)
class SizeLabels:
    """The figure's words, translated."""

    embedding: str
    layer: str
    stream: str
    added: str
    selected: str
    median: str
    spread: str
    attention: str
    mlp: str


def stream_sizes(sizes: Sizes, position: int, labels: SizeLabels, colors: Palette) -> go.Figure:
    """Above, the stream of one position by layer among all others; beneath, what attention and MLP add there."""
    n_layers = len(sizes.attention)
    names = [labels.embedding, *(f"{labels.layer} {layer + 1}" for layer in range(n_layers))]
    data = [*_stream(sizes.stream, position, names, labels, colors), *_added(sizes, position, names, labels, colors)]
    grid = {"gridcolor": colors.line, "zerolinecolor": colors.line, "nticks": 4, "fixedrange": True}
    return figure(
        data,
        height=360,
        xaxis=_layers(n_layers, labels) | {"anchor": "y2"},
        yaxis=grid | _scale_of(sizes.stream) | {"domain": [0.58, 1]},
        yaxis2=grid | {"domain": [0, 0.36], "rangemode": "tozero"},
        showlegend=True,
        legend=_legend(1, labels.stream, colors),
        legend2=_legend(0.36, labels.added, colors),
        bargap=0.45,
        hovermode="x unified",
        margin={"l": 8, "r": 8, "t": 48, "b": 8},
    )


def _stream(
    stream: Floats, position: int, names: list[str], labels: SizeLabels, colors: Palette
) -> list[dict[str, Any]]:
    x = list(range(len(stream)))
    low, high = stream.min(1), stream.max(1)
    line = {"type": "scatter", "mode": "lines", "hovertemplate": "%{y:.1f}"}
    edge = line | {"x": x, "line": {"width": 0}, "hoverinfo": "skip", "hovertemplate": None}
    return [
        edge | {"y": low.tolist(), "showlegend": False},
        edge
        | {"y": high.tolist(), "fill": "tonexty", "fillcolor": _faded(colors.residual, 0.12), "name": labels.spread},
        line
        | {"x": x, "y": np.median(stream, 1).tolist(), "name": labels.median}
        | {"line": {"color": colors.muted, "width": 1.5, "dash": "dot"}},
        line
        | {"x": x, "y": stream[:, position].tolist(), "name": labels.selected, "mode": "lines+markers", "text": names}
        | {"line": {"color": colors.residual, "width": 2.5}, "marker": {"size": 6}},
    ]


def _added(sizes: Sizes, position: int, names: list[str], labels: SizeLabels, colors: Palette) -> list[dict[str, Any]]:
    bar = {
        "type": "bar",
        "x": list(range(1, len(names))),
        "yaxis": "y2",
        "legend": "legend2",
        "hovertemplate": "%{y:.1f}",
    }
    return [
        bar
        | {"y": sizes.attention[:, position].tolist(), "name": labels.attention, "marker": {"color": colors.attention}},
        bar | {"y": sizes.mlp[:, position].tolist(), "name": labels.mlp, "marker": {"color": colors.mlp}},
    ]


def _layers(n_layers: int, labels: SizeLabels) -> dict[str, Any]:
    """Ticks at the embedding and at every layer, or at every few of many."""
    shown = range(0, n_layers + 1, max(1, n_layers // 12))
    return {
        "tickvals": list(shown),
        "ticktext": [labels.embedding if layer == 0 else str(layer) for layer in shown],
        "range": [-0.5, n_layers + 0.5],
        "title": {"text": labels.layer},
        "showgrid": False,
        "fixedrange": True,
    }


def _legend(top: float, title: str, colors: Palette) -> dict[str, Any]:
    """One panel's key, above it, begun by the panel's title."""
    return {
        "orientation": "h",
        "x": 0,
        "y": top,
        "yanchor": "bottom",
        "title": {"text": title, "side": "top", "font": {"size": 13, "color": colors.muted}},
        "font": {"size": 12, "color": colors.ink},
        "traceorder": "normal",
    }


def _scale_of(stream: Floats) -> dict[str, Any]:
    """Logarithmic where one position would press all others to the floor, as first positions often do."""
    far = stream.max() > 8 * np.median(stream, 1).max() and stream.min() > 0
    return {"type": "log", "dtick": 1} if far else {"rangemode": "tozero"}


def _faded(color: str, alpha: float) -> str:
    """'#102030', 0.5 -> 'rgba(16,32,48,0.5)'"""
    return f"rgba({','.join(str(int(color[i : i + 2], 16)) for i in (1, 3, 5))},{alpha})"
