"""A score of every head over the time of a training: a row a head, a column a moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.escape import TITLE, broken
from explorer.figures.figure import figure
from explorer.figures.learning_phases import Band, at, ticks
from explorer.figures.numbers import count
from explorer.figures.palette import Palette, colorscale


@dataclass(frozen=True, eq=False)
class Scores:
    title: str
    values: NDArray[np.float64]
    """(heads, N) 0..1"""


def heads_over_time(
    boards: Sequence[Scores], heads: Sequence[str], steps: Sequence[int], band: Band | None, colors: Palette, *, x: str
) -> go.Figure:
    """heads: their names, the first at the top. Boards stand side by side."""
    wide = 1 / len(boards)
    places, shown = [at(step) for step in steps], [step for step in ticks(steps[-1]) if step != 1]
    layout: dict[str, Any] = {}
    for place in range(len(boards)):
        end = str(place + 1) if place else ""
        domain = [place * wide + (0.02 if place else 0), (place + 1) * wide - (0 if place else 0.02)]
        layout[f"xaxis{end}"] = _axis(colors) | {
            "domain": domain, "title": {"text": "" if place else broken(x, TITLE)}, "anchor": f"y{end}",
            "tickvals": [at(step) for step in shown], "ticktext": [count(step) for step in shown],
        }  # fmt: skip
        layout[f"yaxis{end}"] = _axis(colors) | {
            "autorange": "reversed", "tickvals": list(range(len(heads))), "ticktext": list(heads),
            "showticklabels": not place, "anchor": f"x{end}",
        }  # fmt: skip
    return figure(
        [_board(board, place, heads, steps, places, colors) for place, board in enumerate(boards)],
        height=120 + 20 * len(heads),
        annotations=[_title(board, place, len(boards), colors) for place, board in enumerate(boards)],
        shapes=[_middle(band, place, colors) for place in range(len(boards)) if band is not None],
        margin={"l": 8, "r": 8, "t": 46, "b": 8},
        **layout,
    )


def _axis(colors: Palette) -> dict[str, Any]:
    return {"showgrid": False, "zeroline": False, "fixedrange": True, "tickfont": {"size": 12, "color": colors.ink}}


def _board(
    board: Scores, place: int, heads: Sequence[str], steps: Sequence[int], places: Sequence[float], colors: Palette
) -> dict[str, Any]:
    end = str(place + 1) if place else ""
    return {
        "type": "heatmap",
        "xaxis": f"x{end}",
        "yaxis": f"y{end}",
        "x": list(places),
        "z": np.round(board.values, 4).tolist(),
        "zmin": 0,
        "zmax": 1,
        "colorscale": colorscale(colors.attention_scale),
        "showscale": False,
        "customdata": [[f"{head} · {count(step)}" for step in steps] for head in heads],
        "hovertemplate": "%{customdata}: %{z:.2f}<extra></extra>",
    }


def _title(board: Scores, place: int, of: int, colors: Palette) -> dict[str, Any]:
    """From its own edge inwards, a line higher than the next one's, so that each is whole on a phone."""
    last = place == of - 1
    return {
        "x": 1 if last else place / of, "y": 1, "xref": "paper", "yref": "paper", "yanchor": "bottom",
        "xanchor": "right" if last else "left", "yshift": 18 * (of - 1 - place), "text": f"<b>{board.title}</b>",
        "showarrow": False, "font": {"size": 13, "color": colors.ink},
    }  # fmt: skip


def _middle(band: Band, place: int, colors: Palette) -> dict[str, Any]:
    line = {"color": colors.ink, "width": 1.5, "dash": "dot"}
    end = str(place + 1) if place else ""
    across = {"type": "line", "xref": f"x{end}", "yref": "paper", "y0": 0, "y1": 1}
    return across | {"x0": at(band.middle), "x1": at(band.middle), "line": line}
