"""Several quantities over one axis of time, each in a panel of its own, and the stretch in which one changes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.escape import TITLE, broken
from explorer.figures.figure import figure
from explorer.figures.numbers import count
from explorer.figures.palette import Palette

GAP, WIDE_GAP = 0.045, 0.11
"""Between two panels, as a share of the height: for letters of the usual size, and for a slide's."""


@dataclass(frozen=True, eq=False)
class Line:
    name: str
    values: NDArray[np.float64] | None
    """One a moment; None draws a level."""
    level: float | None
    color: str
    """A role of the palette."""

    def __post_init__(self) -> None:
        if (self.values is None) == (self.level is None):
            raise ValueError(f"{self.name} has either values or a level")


@dataclass(frozen=True)
class Panel:
    title: str
    lines: tuple[Line, ...]
    most: float | None = None
    """Where the axis ends, from 0; None fits it to the lines."""


@dataclass(frozen=True)
class Mark:
    """A line at one step."""

    step: float
    name: str
    color: str


@dataclass(frozen=True)
class Band:
    """From `begin` to `end`, with a line at `middle`."""

    begin: float
    middle: float
    end: float
    name: str


def learning_phases(
    steps: Sequence[int],
    kept: Sequence[int],
    panels: Sequence[Panel],
    band: Band | None,
    colors: Palette,
    *,
    x: str,
    marks: Sequence[Mark] = (),
    height: int = 520,
    slide: bool = False,
) -> go.Figure:
    """steps: of the moments. kept: those of them that are marked. x: what the steps are."""
    data = [_trace(line, steps, set(kept), place, colors) for place, panel in enumerate(panels) for line in panel.lines]
    gap = WIDE_GAP if slide else GAP
    axis = {"gridcolor": colors.line, "zeroline": False, "fixedrange": True}
    shown = ticks(steps[-1])
    layout: dict[str, Any] = {
        "xaxis": axis
        | {
            "title": {"text": broken(x, TITLE)},
            "tickvals": [at(step) for step in shown],
            "ticktext": [count(step) for step in shown],
        }
        | {"range": [-0.06, at(steps[-1]) + 0.06], "anchor": f"y{len(panels)}", "showspikes": True}
        | {"spikemode": "across", "spikethickness": 1, "spikedash": "dot", "spikecolor": colors.muted},
    }
    for place, panel in enumerate(panels):
        top, bottom = _domain(place, len(panels), gap)
        ranged = {"range": [0, panel.most]} if panel.most is not None else {}
        name = f"yaxis{place + 1 if place else ''}"
        layout[name] = axis | {"domain": [bottom, top], "anchor": "x", "nticks": 2 if slide else 4} | ranged
    shapes, notes = _band(band, colors) if band is not None else ([], [])
    for lower, mark in enumerate(marks):
        shapes.append(_line_at(mark.step, getattr(colors, mark.color)))
        notes.append(_note_at(mark.step, mark.name, getattr(colors, mark.color), lower))
    titles = (_title(panel, _domain(place, len(panels), gap)[0], colors) for place, panel in enumerate(panels))
    return figure(
        data,
        height=height,
        shapes=shapes,
        annotations=[*notes, *titles],
        hovermode="x",
        margin={"l": 8, "r": 8, "t": 22, "b": 8},
        **layout,
    )


def at(step: float) -> float:
    """Where a step stands on the axis; 0 has a place, too."""
    return math.log10(1 + step)


def ticks(last: int) -> list[int]:
    return [0, *(10**power for power in range(int(math.log10(last)) + 1)), last] if last else [0]


def _domain(place: int, n: int, gap: float) -> tuple[float, float]:
    """(top, bottom) of a panel, the first on top."""
    tall = (1 - gap * (n - 1)) / n
    top = 1 - place * (tall + gap)
    return top, max(0.0, top - tall)


def _trace(line: Line, steps: Sequence[int], kept: set[int], place: int, colors: Palette) -> dict[str, Any]:
    color = getattr(colors, line.color)
    axis = {"xaxis": "x", "yaxis": f"y{place + 1 if place else ''}", "type": "scatter", "name": line.name}
    if line.values is None:
        ends = [at(steps[0]), at(steps[-1])]
        level = {"x": ends, "y": [line.level] * 2, "mode": "lines", "hoverinfo": "skip"}
        return axis | level | {"line": {"color": color, "width": 1, "dash": "dash"}}
    sizes = [9 if step in kept else 3 for step in steps]
    return axis | {
        "x": [at(step) for step in steps],
        "y": [round(float(value), 5) for value in line.values],
        "mode": "lines+markers",
        "line": {"color": color, "width": 2},
        "marker": {"size": sizes, "color": color},
        "customdata": [count(step) for step in steps],
        "hovertemplate": "%{customdata}: %{y:.3f}",
    }


def _title(panel: Panel, top: float, colors: Palette) -> dict[str, Any]:
    """Its lines by name, in their colours, above them on the left."""
    named = [f'<span style="color:{getattr(colors, line.color)}">{line.name}</span>' for line in panel.lines]
    return {
        "x": 0.006, "y": top, "xref": "paper", "yref": "paper", "xanchor": "left", "yanchor": "bottom",
        "text": f"<b>{panel.title}</b>  " + " · ".join(named), "showarrow": False,
        "font": {"size": 12, "color": colors.ink},
    }  # fmt: skip


def _band(band: Band, colors: Palette) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    shade = {"type": "rect", "x0": at(band.begin), "x1": at(band.end), "fillcolor": colors.attention, "opacity": 0.14}
    shade |= _ACROSS | {"line": {"width": 0}}
    return [shade, _line_at(band.middle, colors.attention)], [_note_at(band.middle, band.name, colors.attention)]


_ACROSS = {"xref": "x", "yref": "paper", "y0": 0, "y1": 1, "layer": "below"}


def _line_at(step: float, color: str) -> dict[str, Any]:
    line = {"color": color, "width": 1.5, "dash": "dot"}
    return _ACROSS | {"type": "line", "x0": at(step), "x1": at(step), "line": line}


def _note_at(step: float, name: str, color: str, lower: int = 0) -> dict[str, Any]:
    """lower: lines beneath the top, so that neighbours are read where there is little room."""
    return {
        "x": at(step), "y": 1, "xref": "x", "yref": "paper", "yanchor": "top", "xanchor": "left",
        "xshift": 3, "yshift": -16 * lower, "text": f"<b>{name}</b>", "showarrow": False,
        "font": {"size": 12, "color": color},
    }  # fmt: skip
