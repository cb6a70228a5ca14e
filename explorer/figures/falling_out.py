"""How far the next token's distribution moves while a text falls out of the window, by the window's length."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from explorer.figures.figure import figure
from explorer.figures.palette import Palette

STYLES = (("query", "solid"), ("loss", "dash"), ("value", "solid"))
"""Colour and dash of each line in turn."""


@dataclass(frozen=True)
class Line:
    name: str
    widths: tuple[int, ...]
    bits: tuple[float, ...]

    def __post_init__(self) -> None:
        if len(self.widths) != len(self.bits):
            raise ValueError(f"{len(self.widths)} widths do not go with {len(self.bits)} numbers of bits")


def falling_out(lines: Sequence[Line], width: int, colors: Palette, *, x: str, y: str) -> go.Figure:
    """The text is longest at the left and falls out to the right; `width` is the window on screen."""
    data = [_line(line, getattr(colors, role), dash) for line, (role, dash) in zip(lines, STYLES, strict=False)]
    widest = max(line.widths[-1] for line in lines)
    axis = {"gridcolor": colors.line, "zeroline": False, "fixedrange": True, "tickfont": {"color": colors.muted}}
    shape = {
        "type": "line", "x0": width, "x1": width, "y0": 0, "y1": 1, "yref": "paper",
        "line": {"color": colors.query, "width": 2, "dash": "dot"},
    }  # fmt: skip
    room = 0.03 * max(1, widest - 1) + 0.3
    return figure(
        data,
        height=300,
        xaxis=axis | {"title": {"text": x}, "range": [widest + room, 1 - room]},
        yaxis=axis | {"title": {"text": y}, "rangemode": "tozero"},
        shapes=[shape],
        showlegend=True,
        legend={
            "orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"color": colors.ink},
        },
        hovermode="x unified",
        hoverlabel={"bgcolor": colors.paper, "font": {"color": colors.ink}},
        margin={"l": 8, "r": 12, "t": 62, "b": 8},
    )  # fmt: skip


def _line(line: Line, color: str, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": line.name,
        "x": list(line.widths),
        "y": [round(bits, 4) for bits in line.bits],
        "line": {"color": color, "width": 2.2, "dash": dash},
        "marker": {"size": 4, "color": color},
        "hovertemplate": "%{y:.2f}",
    }
