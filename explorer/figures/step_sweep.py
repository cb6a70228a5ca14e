"""The loss after one step, against how far the step went: a valley, with the straight line that promised more."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil, floor, isfinite, log10
from typing import Any

import plotly.graph_objects as go

from explorer.figures.figure import figure
from explorer.figures.numbers import SUPERSCRIPTS
from explorer.figures.palette import Palette

ROOM = 1.15
"""How far above the highest loss before a step the picture reaches; what is higher leaves it."""


@dataclass(frozen=True)
class Sweep:
    """Nats a token, by rate."""

    rates: tuple[float, ...]
    own: tuple[float, ...]
    """Of the text that the step was made on."""
    line: tuple[float, ...]
    """What the gradient alone promises of it."""
    other: tuple[float, ...]
    """Of another text; empty where there is none."""
    before: float
    other_before: float | None
    chosen: int
    best: int


@dataclass(frozen=True)
class SweepLabels:
    own: str
    line: str
    other: str
    before: str
    best: str
    rate: str
    loss: str


def step_sweep(sweep: Sweep, labels: SweepLabels, colors: Palette, *, height: int = 290) -> go.Figure:
    top = ROOM * max(sweep.before, sweep.other_before or 0.0, *_kept(sweep.own, 1.5 * sweep.before))
    data = [
        _line(labels.line, sweep.rates, sweep.line, colors.muted, "dash"),
        *([_line(labels.other, sweep.rates, sweep.other, colors.key, "dot")] if sweep.other else []),
        _line(labels.own, sweep.rates, sweep.own, colors.query, "solid"),
        _mark(labels.best, sweep, sweep.best, colors.probability, "star"),
        {
            "type": "scatter",
            "mode": "lines",
            "name": labels.before,
            "x": [sweep.rates[0], sweep.rates[-1]],
            "y": [sweep.before] * 2,
            "hoverinfo": "skip",
            "showlegend": False,
            "line": {"color": colors.query, "width": 1},
        },
    ]
    axis = {"gridcolor": colors.line, "zerolinecolor": colors.line, "fixedrange": True}
    key = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}
    return figure(
        data,
        height=height,
        xaxis=axis | {"type": "log", "title": {"text": labels.rate}} | _ticks(sweep.rates),
        yaxis=axis | {"range": [0, top], "title": {"text": labels.loss}},
        shapes=[_upright(sweep.rates[sweep.chosen], colors)],
        showlegend=True,
        legend=key,
        hovermode="x unified",
        margin={"l": 8, "r": 8, "t": 44, "b": 8},
    )


def _ticks(rates: Sequence[float]) -> dict[str, Any]:
    """At powers of ten. Plotly's own exponents are smaller than text may be."""
    powers = range(ceil(log10(rates[0]) - 1e-9), floor(log10(rates[-1]) + 1e-9) + 1)
    texts = [f"10{str(power).translate(SUPERSCRIPTS)}" for power in powers]
    return {"tickvals": [10.0**power for power in powers], "ticktext": texts}


def _kept(losses: Sequence[float], most: float) -> list[float]:
    return [loss for loss in losses if isfinite(loss) and loss <= most]


def _line(name: str, rates: Sequence[float], losses: Sequence[float], color: str, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines" if dash == "dash" else "lines+markers",
        "name": name,
        "x": list(rates),
        "y": [loss if isfinite(loss) else None for loss in losses],
        "hovertemplate": "%{y:.3f}",
        "line": {"color": color, "width": 1.5 if dash == "dash" else 2.5, "dash": dash},
        "marker": {"size": 6, "color": color},
    }


def _mark(name: str, sweep: Sweep, at: int, color: str, symbol: str) -> dict[str, Any]:
    mark = {"size": 15, "color": color, "symbol": symbol}
    place = {"x": [sweep.rates[at]], "y": [sweep.own[at]]}
    return {"type": "scatter", "mode": "markers", "name": name, "marker": mark, "hoverinfo": "skip", **place}


def _upright(rate: float, colors: Palette) -> dict[str, Any]:
    """Where the visitor stands."""
    line = {"color": colors.ink, "width": 1, "dash": "dot"}
    return {"type": "line", "x0": rate, "x1": rate, "y0": 0, "y1": 1, "yref": "paper", "line": line}
