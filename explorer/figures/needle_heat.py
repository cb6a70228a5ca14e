"""How probable the right answer is, by the length of a text and the depth of the sentence that holds it."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from explorer.figures.escape import broken, plain
from explorer.figures.figure import figure
from explorer.figures.palette import Palette, colorscale

ROW = 40
"""Pixels of a depth."""


@dataclass(frozen=True)
class Cell:
    """One length and depth."""

    share: float | None
    """0..1; None where nothing was measured."""
    text: str
    title: str
    """What hovering says; where nothing was measured, why."""

    def __post_init__(self) -> None:
        if self.share is not None and not 0 <= self.share <= 1 + 1e-9:
            raise ValueError(f"{self.share} is no probability")


def needle_heat(
    cells: Sequence[Sequence[Cell]],
    columns: Sequence[str],
    rows: Sequence[str],
    colors: Palette,
    *,
    x: str,
    y: str,
    empty: str = "",
) -> go.Figure:
    """`cells`: by row, the first on top, then by column. The last row is the control, and stands apart.

    `empty`: what stands there while nothing is measured.
    """
    heights = [*range(len(rows) - 1), len(rows) - 0.6]
    data = {
        "type": "heatmap",
        "x": list(range(len(columns))),
        "y": [-0.5, *(0.5 + row for row in range(len(rows) - 1)), len(rows) - 1.1, len(rows) - 0.1],
        "z": [*([cell.share for cell in row] for row in cells[:-1]), [None] * len(columns), _shares(cells[-1])],
        "text": [*([plain(cell.title) for cell in row] for row in cells[:-1]), [""] * len(columns), _titles(cells[-1])],
        "zmin": 0,
        "zmax": 1,
        "colorscale": colorscale(colors.probability_scale),
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hoverongaps": True,
        "hovertemplate": "%{text}<extra></extra>",
    }
    notes = [
        {
            "x": column, "y": heights[row], "text": plain(cell.text), "showarrow": False,
            "font": {"size": 13, "color": _ink(cell, colors)},
        }
        for row, line in enumerate(cells)
        for column, cell in enumerate(line)
    ]  # fmt: skip
    if all(cell.share is None for line in cells for cell in line):
        notes = [_middle(empty, colors)]
    axis = {"showgrid": False, "zeroline": False, "fixedrange": True, "tickfont": {"size": 12, "color": colors.ink}}
    return figure(
        [data],
        height=ROW * len(rows) + 80,
        annotations=notes,
        xaxis=axis | {"tickvals": list(range(len(columns))), "ticktext": list(columns), "title": {"text": plain(x)}},
        yaxis=axis
        | {"tickvals": heights, "ticktext": [plain(row) for row in rows], "title": {"text": plain(y)}}
        | {"range": [len(rows) - 0.1, -0.5]},
        margin={"l": 8, "r": 8, "t": 4, "b": 8},
    )


def _middle(text: str, colors: Palette) -> dict[str, object]:
    font = {"size": 14, "color": colors.ink}
    return {
        "xref": "paper",
        "yref": "paper",
        "x": 0.5,
        "y": 0.6,
        "text": broken(text, 26),
        "showarrow": False,
        "font": font,
    }


def _shares(row: Sequence[Cell]) -> list[float | None]:
    return [cell.share for cell in row]


def _titles(row: Sequence[Cell]) -> list[str]:
    return [plain(cell.title) for cell in row]


def _ink(cell: Cell, colors: Palette) -> str:
    if cell.share is None:
        return colors.muted
    return colors.ink if cell.share < 0.6 else colors.paper
