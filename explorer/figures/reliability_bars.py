"""Is 80 % right 80 % of the time? What a model says of itself, and what came of it."""

from dataclasses import dataclass

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.figure import figure
from explorer.figures.palette import Palette

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Bins:
    """Guesses by confidence, in bins of equal width; nan where a bin is empty."""

    n: NDArray[np.int64]
    confidence: Floats
    accuracy: Floats
    low: Floats
    high: Floats

    def __post_init__(self) -> None:
        if not len(self.n) == len(self.confidence) == len(self.accuracy) == len(self.low) == len(self.high):
            raise ValueError("every bin has one of everything")


@dataclass(frozen=True)
class BinLabels:
    """The figure's words, translated."""

    confidence: str
    accuracy: str
    ideal: str
    guesses: str


def reliability_bars(bins: Bins, labels: BinLabels, colors: Palette) -> go.Figure:
    """Above, how often the guesses of each bin were right, and the diagonal they should be on; beneath, how many."""
    width = 1 / len(bins.n)
    middles = ((np.arange(len(bins.n)) + 0.5) * width).tolist()
    filled = bins.n > 0
    x, y = bins.confidence[filled], bins.accuracy[filled]
    bar = {"type": "bar", "x": middles, "width": 0.94 * width, "showlegend": False}
    data = [
        bar
        | {"y": np.nan_to_num(bins.accuracy).tolist(), "marker": {"color": colors.probability, "opacity": 0.35}}
        | {"hoverinfo": "skip"},
        {"type": "scatter", "mode": "lines", "x": [0, 1], "y": [0, 1], "name": labels.ideal, "hoverinfo": "skip"}
        | {"line": {"color": colors.muted, "width": 1.5, "dash": "dash"}},
        {"type": "scatter", "mode": "markers", "x": x.tolist(), "y": y.tolist(), "name": labels.accuracy}
        | {"marker": {"color": colors.probability, "size": 9, "line": {"color": colors.ink, "width": 1}}}
        | {"error_y": _interval(bins, filled, colors), "customdata": bins.n[filled].tolist()}
        | {"hovertemplate": _hover(labels)},
        bar
        | {"y": bins.n.tolist(), "yaxis": "y2", "marker": {"color": colors.residual, "opacity": 0.45}}
        | {"hovertemplate": f"{labels.guesses} %{{y:,}}<extra></extra>"},
    ]
    axis = {"gridcolor": colors.line, "zerolinecolor": colors.line, "fixedrange": True}
    return figure(
        data,
        height=430,
        margin={"l": 8, "r": 24, "t": 8, "b": 8},
        xaxis=axis
        | {"range": [0, 1], "tickformat": ".0%", "dtick": 0.2, "title": {"text": labels.confidence}, "anchor": "y2"},
        yaxis=axis | {"range": [0, 1], "tickformat": ".0%", "title": {"text": labels.accuracy}, "domain": [0.3, 1]},
        yaxis2=axis | {"domain": [0, 0.2], "title": {"text": labels.guesses}, "nticks": 3, "rangemode": "tozero"},
        showlegend=True,
        legend={"x": 0.02, "y": 0.99, "yanchor": "top"},
        bargap=0,
    )


def _hover(labels: BinLabels) -> str:
    lines = (f"{labels.confidence} %{{x:.1%}}", f"{labels.accuracy} %{{y:.1%}}", f"{labels.guesses} %{{customdata:,}}")
    return "<br>".join(lines) + "<extra></extra>"


def _interval(bins: Bins, filled: NDArray[np.bool_], colors: Palette) -> dict[str, object]:
    above, below = (bins.high - bins.accuracy)[filled], (bins.accuracy - bins.low)[filled]
    return {
        "type": "data",
        "array": above.tolist(),
        "arrayminus": below.tolist(),
        "color": colors.ink,
        "thickness": 1.2,
        "width": 4,
    }
