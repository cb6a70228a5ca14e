"""One number for every layer and position, as a map: rows are layers, columns are positions."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.components.frame.theme import shown
from explorer.components.untyped import mount, triggered
from explorer.figures.palette import palette
from explorer.figures.pooling import floats32


def layer_map(
    values: NDArray[np.floating],
    *,
    key: str,
    rows: Sequence[str],
    layers: Sequence[int | None],
    tokens: Sequence[str],
    layer: int,
    position: int,
    labels: Mapping[str, str],
    scale: str,
    on_place: Callable[[int | None, int], None],
) -> None:
    """`values` (rows, T) of at least 0, the first row beneath. `layers`: the layer a click on a row selects, or None.
    `labels`: {map}, {axes} and {cell} with places {row}, {token}, {position} and {value}. `scale`: of the palette."""
    if values.shape != (len(rows), len(tokens)) or len(layers) != len(rows):
        raise ValueError(f"values {values.shape} are not ({len(rows)}, {len(tokens)})")

    def place() -> None:
        row, at = triggered(key, "place")
        if row in range(len(rows)) and at in range(len(tokens)):
            on_place(layers[row], at)

    data = {
        "values": floats32(values),
        "most": color_limit(values),
        "rows": list(rows),
        "tokens": list(tokens),
        "row": list(layers).index(layer),
        "position": position,
        "labels": dict(labels),
        "scale": getattr(palette(shown()), scale),
    }
    mount("layer_map", key=key, data=data, on={"place": place})


def color_limit(values: NDArray[np.floating]) -> float:
    """The value that is painted fully: nearly the largest, so that one extreme position does not bleach the rest."""
    return float(np.quantile(values[:, 1:] if values.shape[1] > 1 else values, 0.99)) or 1.0
