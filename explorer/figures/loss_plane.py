"""Size against text: lines of equal loss, lines of equal compute, and the best way through them."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.figure import figure
from explorer.figures.log_lines import Axis, Line, Mark, layout, log_lines
from explorer.figures.palette import Palette


@dataclass(frozen=True, eq=False)
class Surface:
    """A loss over sizes (across) and texts (up)."""

    sizes: NDArray[np.float64]
    texts: NDArray[np.float64]
    loss: NDArray[np.float64]
    """(texts, sizes)."""
    name: str
    """Of the lines of equal loss."""

    def __post_init__(self) -> None:
        if self.loss.shape != (len(self.texts), len(self.sizes)):
            raise ValueError(f"{self.loss.shape} losses of {len(self.texts)} texts and {len(self.sizes)} sizes")


def loss_plane(
    surface: Surface,
    lines: Sequence[Line],
    marks: Sequence[Mark],
    x: Axis,
    y: Axis,
    colors: Palette,
    *,
    step: float = 0.2,
    height: int = 400,
) -> go.Figure:
    """`step` nats lie between two lines of equal loss."""
    upon = log_lines(lines, marks, x, y, colors).to_plotly_json()["data"]
    data = [_contours(surface, colors, step), *upon]
    return figure(data, height=height, margin={"l": 8, "r": 12, "t": 44, "b": 8}, **layout(x, y, colors, named=True))


def _contours(surface: Surface, colors: Palette, step: float) -> dict[str, Any]:
    first = float(np.ceil(surface.loss.min() / step) * step)
    last = float(np.floor(np.quantile(surface.loss, 0.97) / step) * step)
    return {
        "type": "contour", "x": surface.sizes.tolist(), "y": surface.texts.tolist(), "z": surface.loss.tolist(),
        "colorscale": [[0, colors.mlp], [1, colors.mlp]], "showscale": False, "name": surface.name,
        "showlegend": True, "line": {"width": 1.5}, "hoverinfo": "skip",
        "contours": {
            "coloring": "lines", "start": first, "end": max(first + step, last), "size": step, "showlabels": True,
            "labelfont": {"size": 12, "color": colors.mlp}, "labelformat": ".1f",
        },
    }  # fmt: skip
