"""A board of one number a layer and kind of weights; layer 1 on top, as on the boards of heads."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.escape import plain
from explorer.figures.figure import figure
from explorer.figures.palette import Palette, colorscale

ROW, LEAST, MOST = 24, 150, 420
"""Pixels: of a layer, and of all of them at least and at most."""
FULL = 0.5
"""Of the scale, up to which the greatest value goes, so that ink is read on every cell."""
WRITTEN = 12
"""Layers, up to which there is room for the numbers."""


def layer_kind_board(
    values: NDArray[np.float64],
    texts: Sequence[Sequence[str]],
    kinds: Sequence[str],
    rows: Sequence[str],
    colors: Palette,
    *,
    y: str,
) -> go.Figure:
    """values: (L, K), 0 is paper. texts: how each is written; rows: the layers' names."""
    n, most = len(rows), float(np.nanmax(values, initial=0.0)) or 1.0
    data = {
        "type": "heatmap",
        "z": values.tolist(),
        "text": [[plain(text) for text in row] for row in texts],
        "customdata": [[plain(row)] * len(kinds) for row in rows],
        "x": [plain(kind) for kind in kinds],
        "y": list(range(n)),
        "zmin": 0,
        "zmax": most / FULL,
        "colorscale": colorscale(colors.residual_scale),
        "showscale": False,
        "xgap": 2,
        "ygap": 2 if n <= WRITTEN else 0,
        "hovertemplate": "%{customdata}, %{x}: %{text}<extra></extra>",
    }
    axis = {"showgrid": False, "zeroline": False, "fixedrange": True, "tickfont": {"size": 12, "color": colors.ink}}
    step = max(1, n // 10)
    return figure(
        [data],
        height=60 + max(LEAST, min(MOST, ROW * n)),
        annotations=_notes(texts, colors) if n <= WRITTEN else [],
        xaxis=axis | {"side": "top"},
        yaxis=axis
        | {"autorange": "reversed", "title": {"text": plain(y)}}
        | {"tickvals": list(range(0, n, step)), "ticktext": [str(1 + at) for at in range(0, n, step)]},
        margin={"l": 8, "r": 8, "t": 34, "b": 8},
    )


def _notes(texts: Sequence[Sequence[str]], colors: Palette) -> list[dict[str, Any]]:
    """Each number in its cell."""
    return [
        {
            "x": kind,
            "y": layer,
            "text": plain(text),
            "showarrow": False,
            "font": {"size": 12, "color": colors.ink},
        }
        for layer, row in enumerate(texts)
        for kind, text in enumerate(row)
    ]
