"""How near positions are to one another, by four ways of encoding them, on the same axes."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.escape import plain
from explorer.figures.figure import figure
from explorer.figures.palette import Palette, colorscale

ACROSS, DOWN = 0.04, 0.08
"""Between two maps, as shares of the figure."""


@dataclass(frozen=True, eq=False)
class Scheme:
    """One way of telling where a token stands."""

    name: str
    near: NDArray[np.float32] | None
    """(n, n) from −1 to 1, row i against column j; NaN where j is not seen; None where there is nothing to show."""
    own: bool
    """The model on screen does it so."""
    role: str
    """The colour's name in Palette."""
    dash: str = "solid"


def position_maps(
    schemes: Sequence[Scheme], positions: NDArray[np.int64], selected: int, colors: Palette, *, nothing: str, own: str
) -> go.Figure:
    """Four maps, two by two; `positions`: (n,) those of the rows and columns; `selected` is drawn as a line.

    `nothing` stands where a scheme has nothing to show; `own` marks the model's.
    """
    data = [_map(scheme, positions, number, colors) for number, scheme in enumerate(schemes, 1)]
    layout: dict[str, Any] = {}
    for number in range(1, len(schemes) + 1):
        layout |= _axes(number, positions, colors)
    notes = [_title(scheme, number, own, colors) for number, scheme in enumerate(schemes, 1)]
    notes += [_nothing(number, nothing, colors) for number, scheme in enumerate(schemes, 1) if scheme.near is None]
    lines = [_line(number, selected, positions, colors) for number in range(1, len(schemes) + 1)]
    return figure(
        data, height=560, annotations=notes, shapes=lines, margin={"l": 34, "r": 8, "t": 30, "b": 24}, **layout
    )


def position_lines(
    schemes: Sequence[Scheme], positions: NDArray[np.int64], row: int, colors: Palette, *, x: str, y: str
) -> go.Figure:
    """One row of every map: how near the position in that row is to every other."""
    data = [_curve(scheme, positions, row, colors) for scheme in schemes if scheme.near is not None]
    axis = {"gridcolor": colors.line, "zeroline": False, "fixedrange": True, "tickfont": {"color": colors.muted}}
    return figure(
        data,
        height=360,
        xaxis=axis | {"title": {"text": plain(x)}, "range": [-0.5, float(positions[-1]) + 0.5]},
        yaxis=axis | {"title": {"text": plain(y)}, "range": [-1.05, 1.08]},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"color": colors.ink}},
        hovermode="x unified",
        hoverlabel={"bgcolor": colors.paper, "font": {"color": colors.ink}},
        margin={"l": 8, "r": 8, "t": 64, "b": 8},
    )


def _map(scheme: Scheme, positions: NDArray[np.int64], number: int, colors: Palette) -> dict[str, Any]:
    empty = np.full((len(positions), len(positions)), np.nan, np.float32)
    return {
        "type": "heatmap",
        "x": positions,
        "y": positions,
        "z": empty if scheme.near is None else scheme.near,
        "zmin": -1,
        "zmax": 1,
        "colorscale": colorscale(colors.change_scale),
        "showscale": False,
        "hovertemplate": "i = %{y}, j = %{x}: %{z:.3f}<extra></extra>",
        "xaxis": _axis("x", number),
        "yaxis": _axis("y", number),
    }


def _axis(letter: str, number: int) -> str:
    """Plotly's name of an axis.

    >>> _axis("x", 1), _axis("x", 2)
    ('x', 'x2')
    """
    return f"{letter}{_number(number)}"


def _number(number: int) -> str:
    return "" if number == 1 else str(number)


def _axes(number: int, positions: NDArray[np.int64], colors: Palette) -> dict[str, Any]:
    column, row = (number - 1) % 2, (number - 1) // 2
    width, height = (1 - ACROSS) / 2, (1 - DOWN) / 2
    left, top = column * (width + ACROSS), 1 - row * (height + DOWN)
    first, last = float(positions[0]) - 0.5, float(positions[-1]) + 0.5
    axis = {
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "nticks": 5,
        "tickfont": {"size": 12, "color": colors.muted},
    }
    return {
        f"xaxis{_number(number)}": axis
        | {"domain": [left, min(1, left + width)], "anchor": _axis("y", number), "range": [first, last]}
        | {"showticklabels": row == 1},
        f"yaxis{_number(number)}": axis
        | {"domain": [max(0, top - height), top], "anchor": _axis("x", number), "range": [last, first]}
        | {"showticklabels": column == 0},
    }


def _title(scheme: Scheme, number: int, own: str, colors: Palette) -> dict[str, Any]:
    text = f"<b>{plain(scheme.name)} · {plain(own)}</b>" if scheme.own else plain(scheme.name)
    return _note(number, text, 1, "bottom", colors.query if scheme.own else colors.ink)


def _nothing(number: int, text: str, colors: Palette) -> dict[str, Any]:
    return _note(number, plain(text), 0.5, "middle", colors.muted, x=0.5)


def _note(number: int, text: str, y: float, anchor: str, color: str, x: float = 0) -> dict[str, Any]:
    places = {f"{letter}ref": f"{_axis(letter, number)} domain" for letter in "xy"}
    return places | {
        "text": text, "x": x, "y": y, "showarrow": False,
        "xanchor": "center" if x else "left", "yanchor": anchor, "font": {"size": 13, "color": color},
    }  # fmt: skip


def _line(number: int, selected: int, positions: NDArray[np.int64], colors: Palette) -> dict[str, Any]:
    return {
        "type": "line", "xref": _axis("x", number), "yref": _axis("y", number), "x0": float(positions[0]) - 0.5,
        "x1": float(positions[-1]) + 0.5, "y0": selected, "y1": selected,
        "line": {"color": colors.query, "width": 1.5, "dash": "dot"},
    }  # fmt: skip


def _curve(scheme: Scheme, positions: NDArray[np.int64], row: int, colors: Palette) -> dict[str, Any]:
    assert scheme.near is not None
    return {
        "type": "scatter",
        "mode": "lines",
        "name": f"<b>{plain(scheme.name)}</b>" if scheme.own else plain(scheme.name),
        "x": positions,
        "y": scheme.near[row],
        "line": {"color": getattr(colors, scheme.role), "width": 3 if scheme.own else 1.7, "dash": scheme.dash},
        "hovertemplate": "%{y:.3f}",
    }
