"""Trainings on one axis: the loss on what is learnt from, on what never is, and what simpler guesses cost."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isfinite
from typing import Any

import plotly.graph_objects as go

from explorer.figures.figure import figure
from explorer.figures.palette import Palette

Points = tuple[tuple[float, float], ...]
"""(step, loss in nats a token)."""

ABOVE = 1.6
"""How many times the highest level the axis may reach: what has burst leaves the picture at its top."""


@dataclass(frozen=True)
class TrainingLine:
    """One training: two lines."""

    seen_name: str
    unseen_name: str
    seen: Points
    unseen: Points

    def __post_init__(self) -> None:
        for points in (self.seen, self.unseen):
            if any(later[0] < earlier[0] for earlier, later in pairwise(points)):
                raise ValueError(f"the steps of {self.unseen_name!r} go back")


@dataclass(frozen=True)
class Level:
    """What a guess costs that nobody trained: a line across."""

    name: str
    loss: float


@dataclass(frozen=True)
class TrainingLabels:
    steps: str
    loss: str


def training_lines(
    lines: Sequence[TrainingLine],
    levels: Sequence[Level],
    labels: TrainingLabels,
    colors: Palette,
    *,
    steps: int,
    lowest: tuple[float, float] | None = None,
    height: int = 300,
) -> go.Figure:
    """steps: how long the axis is. lowest: (step, loss) of the held-out line's lowest point, where it is to be marked.

    Of one training, the two lines have colours of their own; of several, each training has one, and what it learns from
    is thin.
    """
    alone = len(lines) == 1
    data = [trace for index, line in enumerate(lines) for trace in _pair(line, index, colors, alone=alone)]
    data += [_level(level, steps, colors) for level in levels]
    if lowest is not None:
        data.append(_mark(lowest, colors))
    axis = {"gridcolor": colors.line, "zerolinecolor": colors.line, "fixedrange": True}
    legend = {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom"}
    return figure(
        data,
        height=height,
        xaxis=axis | {"title": {"text": labels.steps}, "range": [-0.015 * max(1, steps), max(1, steps)]},
        yaxis=axis | {"title": {"text": labels.loss}, "range": [0, _top(lines, levels)]},
        annotations=[_name(level, colors) for level in levels],
        showlegend=True,
        legend=legend,
        hovermode="x unified",
        margin={"l": 8, "r": 12, "t": 40, "b": 8},
    )


def _top(lines: Sequence[TrainingLine], levels: Sequence[Level]) -> float:
    """Where the axis of losses ends."""
    losses = [loss for line in lines for _, loss in (*line.seen, *line.unseen) if isfinite(loss)]
    highest = max((level.loss for level in levels), default=0.0)
    wanted = max([highest, *losses, 0.1])
    return 1.12 * (min(wanted, ABOVE * highest) if highest else wanted)


def _pair(line: TrainingLine, index: int, colors: Palette, *, alone: bool) -> list[dict[str, Any]]:
    by_run = (colors.query, colors.key, colors.value, colors.attention)[index % 4]
    seen = {"color": colors.query, "width": 2} if alone else {"color": by_run, "width": 1, "dash": "dot"}
    unseen = {"color": colors.key if alone else by_run, "width": 2.5}
    return [
        _trace(line.seen_name, line.seen, seen, "lines"),
        _trace(line.unseen_name, line.unseen, unseen, "lines+markers"),
    ]


def _trace(name: str, points: Points, line: dict[str, Any], mode: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": mode,
        "name": name,
        "x": [step for step, _ in points],
        "y": [loss if isfinite(loss) else None for _, loss in points],
        "hovertemplate": "%{y:.2f}",
        "line": line,
        "marker": {"size": 6, "color": line["color"]},
    }


def _level(level: Level, steps: int, colors: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": level.name,
        "x": [0, max(1, steps)],
        "y": [level.loss, level.loss],
        "line": {"color": colors.muted, "width": 1, "dash": "dash"},
        "hoverinfo": "skip",
        "showlegend": False,
    }


def _name(level: Level, colors: Palette) -> dict[str, Any]:
    """What the line across stands for, above its right end."""
    return {
        "x": 1,
        "xref": "paper",
        "xanchor": "right",
        "y": level.loss,
        "yanchor": "bottom",
        "text": level.name,
        "showarrow": False,
        "font": {"size": 12, "color": colors.muted},
    }


def _mark(lowest: tuple[float, float], colors: Palette) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [lowest[0]],
        "y": [lowest[1]],
        "marker": {"size": 13, "color": colors.key, "symbol": "circle-open", "line": {"width": 2.5}},
        "hoverinfo": "skip",
        "showlegend": False,
    }
