"""Vectors of a picture's patches among those of words."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from explorer.figures.escape import plain
from explorer.figures.figure import figure
from explorer.figures.palette import Palette
from explorer.figures.stream_paths import labelled


@dataclass(frozen=True, eq=False)
class PatchesMap:
    words: NDArray[np.floating]
    """(V, 2)"""
    texts: Sequence[str]
    named: Sequence[int]
    """Words whose texts stand beside them."""
    patches: NDArray[np.floating]
    """(P, 2)"""
    colours: Sequence[str]
    """Of each patch, as its pixels are on average."""
    told: Sequence[str]
    """What pointing at a patch says."""

    def __post_init__(self) -> None:
        if len(self.words) != len(self.texts) or not len(self.patches) == len(self.colours) == len(self.told):
            raise ValueError("words and texts, and patches, colours and what is told, must be as many")


def patches_map(map: PatchesMap, colors: Palette, *, names: Sequence[str], axes: Sequence[str]) -> go.Figure:
    """`names` of words and patches in the legend, `axes` two titles."""
    texts = [plain(text) for text in map.texts]
    kept = _named(map)
    beside = [text if n in kept else "" for n, text in enumerate(texts)]
    words = _points(map.words, names[0], texts) | {
        "mode": "markers+text",
        "text": beside,
        "textposition": "top center",
        "textfont": {"color": colors.ink, "size": 12, "family": "JetBrains Mono, monospace"},
        "marker": {"color": colors.removed, "size": 4, "opacity": 0.5},
    }
    edge = {"width": 1, "color": colors.ink}
    patches = _points(map.patches, names[1], [plain(text) for text in map.told]) | {
        "mode": "markers",
        "marker": {"symbol": "square", "size": 11, "color": list(map.colours), "line": edge},
    }
    axis = {"showgrid": False, "zeroline": False, "showticklabels": False, "showline": True, "linecolor": colors.line}
    legend = {"orientation": "h", "x": 0, "y": 1, "yanchor": "bottom", "font": {"color": colors.ink}}
    return figure(
        [words, patches],
        height=380,
        margin={"l": 8, "r": 8, "t": 30, "b": 8},
        showlegend=True,
        legend=legend,
        hovermode="closest",
        xaxis=axis | {"title": {"text": plain(axes[0]), "font": {"color": colors.muted}}},
        yaxis=axis | {"title": {"text": plain(axes[1]), "font": {"color": colors.muted}}},
    )


def _named(map: PatchesMap) -> set[int]:
    """Those whose texts find room beside one another."""
    everything = np.concatenate([map.words, map.patches])
    corners = np.stack([everything.min(0), everything.max(0)])
    places = list(map.named)
    found = labelled(np.concatenate([map.words[places], corners]), [*(map.texts[n] for n in places), "", ""], 0)
    return {places[n] for n in found if n < len(places)}


def _points(xy: NDArray[np.floating], name: str, told: Sequence[str]) -> dict[str, Any]:
    x, y = xy.T
    return {"type": "scatter", "name": plain(name), "x": x, "y": y, "hovertext": told, "hoverinfo": "text"}
