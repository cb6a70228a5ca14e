"""A vocabulary as a cloud of points, flat or in space, with this run's tokens in it."""

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

NAMED_IN_SPACE = 5
"""Tokens with their texts beside them, seen from any side."""

EYE = {"x": 1.55, "y": 1.55, "z": 1.25}
"""As far from the cube as the titles of its axes need."""


@dataclass(frozen=True, eq=False)
class Cloud:
    xyz: NDArray[np.float32]
    """(n, 3)"""
    texts: Sequence[str]
    groups: NDArray[np.integer]
    """(n,) which of the legend's kinds a token is of."""
    run: Sequence[int]
    """Places of this run's tokens."""
    near: Sequence[int]
    """Places of the nearest neighbours."""
    selected: int

    def __post_init__(self) -> None:
        if not len(self.xyz) == len(self.texts) == len(self.groups):
            raise ValueError(f"{len(self.xyz)} places, {len(self.texts)} texts and {len(self.groups)} groups")


def vocabulary_map(
    cloud: Cloud, colors: Palette, *, names: Sequence[str], marks: Sequence[str], axes: Sequence[str], flat: bool
) -> go.Figure:
    """`names` of the groups, `marks` those of run, neighbours and selection, `axes` two or three titles."""
    shades = (colors.removed, colors.value, colors.attention, colors.line)
    small = 3 if flat else 2
    data = [
        _points(cloud, np.flatnonzero(cloud.groups == group), name, flat, color=shade, size=small, opacity=0.35)
        for group, (name, shade) in enumerate(zip(names, shades, strict=False))
    ]
    for group in range(len(shades), len(names)):  # few, and worth seeing: the patches of a picture
        places = np.flatnonzero(cloud.groups == group)
        data.append(_points(cloud, places, names[group], flat, color=colors.residual, size=2 * small, opacity=0.8))
    run = [place for place in dict.fromkeys(cloud.run) if place != cloud.selected]
    near = [place for place in cloud.near if place not in run]
    size, named = (8 if flat else 4), _named(cloud, [cloud.selected, *near, *run], flat=flat)
    data += [
        _points(cloud, np.array(near, int), marks[1], flat, color=colors.key, size=size, named=named),
        _points(cloud, np.array(run, int), marks[0], flat, color=colors.ink, size=size, named=named),
        _points(cloud, np.array([cloud.selected]), marks[2], flat, color=colors.query, size=1.5 * size, named=named),
    ]
    common: dict[str, Any] = {
        "height": 560,
        "showlegend": True,
        "legend": {
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yanchor": "bottom",
            "font": {"color": colors.ink},
            "itemsizing": "constant",
        },
        "hovermode": "closest",
        "margin": {"l": 8, "r": 8, "t": 56, "b": 8},
        "uirevision": "map",
    }
    return figure(data, **common | (_flat(axes, colors) if flat else _deep(axes, colors)))


def _points(
    cloud: Cloud,
    places: NDArray[np.integer],
    name: str,
    flat: bool,
    *,
    color: str,
    size: float,
    opacity: float = 1,
    named: set[int] | None = None,
) -> dict[str, Any]:
    """Markers; those of `named` have their texts beside them."""
    x, y, z = cloud.xyz[places].T
    texts = [plain(cloud.texts[int(place)]) for place in places]
    kind = {"type": "scatter" if named is not None else "scattergl"} if flat else {"type": "scatter3d", "z": z}
    return kind | {
        "mode": "markers" if named is None else "markers+text",
        "name": plain(name),
        "x": x,
        "y": y,
        "marker": {"color": color, "size": size, "opacity": opacity, "line": {"width": 0}},
        "text": [text if int(place) in named else "" for text, place in zip(texts, places, strict=True)]
        if named is not None
        else None,
        "textposition": "top center",
        "textfont": {"color": color, "size": 12, "family": "JetBrains Mono, monospace"},
        "hovertext": texts,
        "hoverinfo": "text",
    }


def _named(cloud: Cloud, places: Sequence[int], *, flat: bool) -> set[int]:
    """Those whose texts find room beside one another, in this order; in space, where they turn, the first few."""
    if not flat:
        return set(places[:NAMED_IN_SPACE])
    corners = np.stack([cloud.xyz[:, :2].min(0), cloud.xyz[:, :2].max(0)])
    texts = [*(cloud.texts[place] for place in places), "", ""]
    kept = labelled(np.concatenate([cloud.xyz[places, :2], corners]), texts, 0)
    return {places[i] for i in kept if i < len(places)}


def _flat(axes: Sequence[str], colors: Palette) -> dict[str, Any]:
    axis = {"showgrid": False, "zeroline": False, "showticklabels": False, "showline": True, "linecolor": colors.line}
    return {
        "xaxis": axis | {"title": {"text": plain(axes[0])}},
        "yaxis": axis | {"title": {"text": plain(axes[1])}},
        "dragmode": "pan",
    }


def _deep(axes: Sequence[str], colors: Palette) -> dict[str, Any]:
    axis = {"showticklabels": False, "gridcolor": colors.line, "zeroline": False, "backgroundcolor": "rgba(0,0,0,0)"}
    names = zip(("xaxis", "yaxis", "zaxis"), axes, strict=False)
    scene = {name: axis | {"title": {"text": plain(text)}, "color": colors.muted} for name, text in names}
    return {"scene": scene | {"bgcolor": "rgba(0,0,0,0)", "dragmode": "orbit", "camera": {"eye": EYE}}}
