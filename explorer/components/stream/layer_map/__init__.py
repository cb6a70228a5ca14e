"""One number for every layer and position, as a map: rows are layers, columns are positions."""

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from explorer.components.payload import Floats32, Payload, event
from explorer.components.sent import one_of, row, whole

Scale = Literal["residual", "attention", "mlp"]


@dataclass(frozen=True)
class Labels:
    map: str
    """What it is."""
    cell: str
    """With places {row}, {token}, {position} and {value}."""
    axes: str


@dataclass(frozen=True, kw_only=True)
class LayerMap(Payload):
    values: Floats32
    """(rows, T) of at least 0, the first row on top."""
    most: tuple[float, ...]
    """(rows,) the value that is painted fully in each row."""
    rows: tuple[str, ...]
    layers: tuple[int | None, ...]
    """The layer that a click on a row selects, or None."""
    tokens: tuple[str, ...]
    row: int
    """The selected layer's."""
    positions: tuple[int, ...]
    """Of the tokens on screen."""
    position: int
    """The selected one, which is one of them."""
    labels: Labels
    scale: Scale
    """Of the palette."""

    def __post_init__(self) -> None:
        shape = len(self.rows), len(self.tokens)
        if self.values.values.shape != shape or not len(self.layers) == len(self.most) == shape[0]:
            raise ValueError(f"values {self.values.values.shape} are not {shape}")

    @event
    def place(self, sent: Any) -> tuple[int, int]:
        """(row, position) that was chosen."""
        at, position = row(sent, 2)
        return whole(at, below=len(self.rows)), one_of(position, self.positions)


def color_limits(values: NDArray[np.floating]) -> tuple[float, ...]:
    """The value that is painted fully, of each row its own, since vectors grow from layer to layer: nearly the largest,
    so that one extreme position does not bleach the rest."""
    most = np.quantile(values[:, 1:] if values.shape[1] > 1 else values, 0.99, axis=1)
    return tuple(float(value) or 1.0 for value in most)
