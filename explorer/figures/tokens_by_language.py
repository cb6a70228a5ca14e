"""How many tokens the same thing takes in two languages, encoding by encoding."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from explorer.figures.escape import plain
from explorer.figures.figure import figure
from explorer.figures.palette import Palette

ROW = 46
"""Pixels that an encoding takes."""


@dataclass(frozen=True)
class Counts:
    """Tokens of one encoding."""

    encoding: str
    english: int
    japanese: int

    def __post_init__(self) -> None:
        if min(self.english, self.japanese) < 1:
            raise ValueError(f"{self.encoding} makes {self.english} and {self.japanese} tokens: a text has at least 1")


def tokens_by_language(
    rows: Sequence[Counts], colors: Palette, *, english: str, japanese: str, tokens: str
) -> go.Figure:
    """`rows` from top to bottom; `english`, `japanese` and `tokens` are labels in the reader's language."""
    y = list(range(len(rows)))
    most = max(max(row.english, row.japanese) for row in rows)
    bars = [
        _bars(y, [row.english for row in rows], english, -0.18, colors.removed, colors),
        _bars(y, [row.japanese for row in rows], japanese, 0.18, colors.ink, colors),
    ]
    x = {
        "range": [0, 1.12 * most], "title": {"text": plain(tokens), "font": {"size": 12}}, "gridcolor": colors.line,
        "zeroline": False, "tickfont": {"size": 12, "color": colors.muted}, "fixedrange": True, "nticks": 6,
    }  # fmt: skip
    names = {
        "tickvals": y, "ticktext": [plain(row.encoding) for row in rows], "range": [len(rows) - 0.5, -0.5],
        "showgrid": False, "zeroline": False, "tickfont": {"size": 13, "color": colors.ink}, "fixedrange": True,
    }  # fmt: skip
    return figure(
        bars,
        height=ROW * len(rows) + 84,
        xaxis=x,
        yaxis=names,
        barmode="overlay",
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": {"size": 13, "color": colors.ink}},
        margin={"l": 104, "r": 8, "t": 32, "b": 44},
    )


def _bars(y: Sequence[int], counts: Sequence[int], name: str, shift: float, color: str, colors: Palette) -> dict:
    return {
        "type": "bar", "orientation": "h", "name": plain(name), "y": [place + shift for place in y], "x": counts,
        "width": 0.32, "marker": {"color": color}, "text": [str(count) for count in counts], "textposition": "outside",
        "textfont": {"size": 12, "color": colors.ink}, "hoverinfo": "skip", "cliponaxis": False,
        "constraintext": "none",
    }  # fmt: skip
