"""Two continuations of one text: how much surprise each has gathered, token by token."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from explorer.figures.escape import plain
from explorer.figures.figure import figure
from explorer.figures.palette import Palette


@dataclass(frozen=True)
class Leaf:
    name: str
    bits: tuple[float, ...]
    """(n,) surprisal of each token after the fork."""
    texts: tuple[str, ...]

    def __post_init__(self) -> None:
        if len(self.bits) != len(self.texts):
            raise ValueError(f"{len(self.bits)} numbers do not go with {len(self.texts)} tokens")


def leaf_lines(leaves: Sequence[Leaf], x: str, y: str, colors: Palette) -> go.Figure:
    """Lines that rise from 0 at the fork; the lower, the likelier."""
    data = []
    for leaf, color, dash in zip(leaves, (colors.query, colors.key), ("solid", "dot"), strict=False):
        total, heights = 0.0, [0.0]
        for bits in leaf.bits:
            total += bits
            heights.append(total)
        data.append(
            {
                "type": "scatter",
                "mode": "lines+markers",
                "name": leaf.name,
                "x": list(range(len(heights))),
                "y": heights,
                "text": ["", *map(plain, leaf.texts)],
                "hovertemplate": "%{text} %{y:.1f}",
                "line": {"color": color, "width": 2, "dash": dash, "shape": "hv"},
                "marker": {"size": 5, "color": color},
            }
        )
    grid = {"gridcolor": colors.line, "zerolinecolor": colors.line, "fixedrange": True, "rangemode": "tozero"}
    return figure(
        data,
        height=230,
        xaxis=grid | {"title": {"text": x}},
        yaxis=grid | {"title": {"text": y}},
        showlegend=True,
        legend={"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom"},
        hovermode="x unified",
        margin={"l": 8, "r": 8, "t": 30, "b": 8},
    )
