"""The way of every token through the layers, projected onto a plane."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.escape import plain
from explorer.figures.figure import figure
from explorer.figures.palette import Palette

Floats = NDArray[np.float32]

CROWD = 24
"""With more tokens than this, those that are not selected fade into the background."""

LETTER = 0.017
LINE = 0.06
"""About the width of a label's letter and the height of a label, as shares of the figure."""


@dataclass(frozen=True)
class PathLabels:
    """The figure's words, translated."""

    x: str
    y: str
    layers: tuple[str, ...]
    """L+1 names, the embedding's first."""


def stream_paths(
    xy: Floats,
    tokens: Sequence[str],
    position: int,
    labels: PathLabels,
    colors: Palette,
    *,
    outside: bool = False,
) -> go.Figure:
    """`xy`: (L+1, T, 2). One line a token from its embedding to its end, where its text stands; one of them in front.

    `outside`: the first position lies too far away for the others to be seen beside it.
    """
    if xy.shape[:2] != (len(labels.layers), len(tokens)):
        raise ValueError(f"xy is {xy.shape}, not ({len(labels.layers)} layers, {len(tokens)} tokens, 2)")
    axis = {"showgrid": False, "zeroline": False, "showticklabels": False, "fixedrange": True, "showline": True}
    axis |= {"linecolor": colors.line}
    xy = _turned(xy)
    near = xy[:, 1:] if outside else xy
    return figure(
        [
            _others(xy, position, colors),
            _ends(xy, tokens, position, labels, colors),
            _selected(xy, tokens, position, labels, colors),
            _words(xy, tokens, position, colors),
        ],
        height=400,
        xaxis=axis | {"title": {"text": labels.x}, "range": _room(near[..., 0], 0.12)},
        yaxis=axis | {"title": {"text": labels.y}, "range": _room(near[..., 1], 0.1)},
        hovermode="closest",
    )


def _turned(xy: Floats) -> Floats:
    """The same picture with the way from embedding to end going right and up: principal components have no sign."""
    way = (xy[-1] - xy[0]).mean(0)
    return np.where(way < 0, -xy, xy)


def _others(xy: Floats, position: int, colors: Palette) -> dict[str, Any]:
    """All other paths as one line with gaps: many traces are slow to draw."""
    others = np.delete(xy, position, 1)
    gaps = np.full((1, *others.shape[1:]), np.nan, np.float32)
    points = np.concatenate([others, gaps]).swapaxes(0, 1).reshape(-1, 2)
    return {
        "type": "scatter",
        "mode": "lines",
        "x": points[:, 0],
        "y": points[:, 1],
        "line": {"color": colors.removed, "width": 1},
        "opacity": 0.55 if xy.shape[1] <= CROWD else max(0.12, 10 / xy.shape[1]),
        "hoverinfo": "skip",
    }


def _ends(xy: Floats, tokens: Sequence[str], position: int, labels: PathLabels, colors: Palette) -> dict[str, Any]:
    others = [i for i in range(len(tokens)) if i != position]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": xy[-1, others, 0],
        "y": xy[-1, others, 1],
        "marker": {"color": colors.muted, "size": 5 if len(tokens) <= CROWD else 3},
        "hovertext": [f"{i + 1} “{plain(tokens[i])}”<br>{labels.layers[-1]}" for i in others],
        "hoverinfo": "text",
    }


def _selected(xy: Floats, tokens: Sequence[str], position: int, labels: PathLabels, colors: Palette) -> dict[str, Any]:
    """The start is an open circle, every layer a dot."""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": xy[:, position, 0],
        "y": xy[:, position, 1],
        "line": {"color": colors.query, "width": 2.5},
        "marker": {
            "color": [colors.paper, *[colors.query] * (len(xy) - 1)],
            "size": [9, *[6] * (len(xy) - 2), 10],
            "line": {"color": colors.query, "width": 2},
        },
        "hovertext": [f"“{plain(tokens[position])}”<br>{layer}" for layer in labels.layers],
        "hoverinfo": "text",
    }


def _words(xy: Floats, tokens: Sequence[str], position: int, colors: Palette) -> dict[str, Any]:
    shown = labelled(xy[-1], tokens, position)
    return {
        "type": "scatter",
        "mode": "markers+text",
        "marker": {"size": 9, "opacity": 0},
        "x": xy[-1, shown, 0],
        "y": xy[-1, shown, 1],
        "text": [f"<b>{plain(tokens[i])}</b>" if i == position else plain(tokens[i]) for i in shown],
        "textposition": "top center",
        "textfont": {
            "family": "JetBrains Mono, monospace",
            "size": 12,
            "color": [colors.query if i == position else colors.ink for i in shown],
        },
        "hoverinfo": "skip",
    }


def labelled(ends: Floats, tokens: Sequence[str], position: int) -> list[int]:
    """The tokens whose labels find room at their end points (T, 2): the selected first, then those beside it.

    In a crowd every text stands there once.
    """
    crowd = len(tokens) > CROWD
    size = np.maximum(np.ptp(ends, 0), 1e-9)
    places = (ends - ends.min(0)) / size
    kept: list[int] = []
    for i in sorted(range(len(tokens)), key=lambda i: abs(i - position)):
        known = crowd and tokens[i] in {tokens[j] for j in kept}
        if not known and all(_apart(places[i], places[j], tokens[i], tokens[j]) for j in kept):
            kept.append(i)
    return kept


def _apart(one: Floats, other: Floats, text: str, other_text: str) -> bool:
    across, up = np.abs(one - other)
    return bool(up > LINE or across > LETTER * (1 + (len(text) + len(other_text)) / 2))


def _room(values: Floats, share: float) -> list[float]:
    low, high = float(values.min()), float(values.max())
    margin = share * (high - low) or 1.0
    return [low - margin, high + margin]
