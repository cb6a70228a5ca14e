"""A logit taken apart: every head and MLP as a cell of a map, and the largest parts as bars that add up."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.components.payload import Floats32, Payload, event
from explorer.components.sent import row, whole


@dataclass(frozen=True)
class Bar:
    label: str
    value: float
    place: tuple[int, int | None] | None = None
    """(layer, head) of a head, (layer, None) of an MLP, None of what is neither."""
    rest: bool = False
    """Several small parts together."""


@dataclass(frozen=True, kw_only=True)
class Labels:
    map: str
    """What it is."""
    bars: str
    head: str
    """With places {layer}, {head} and {value}."""
    mlp: str
    """With places {layer} and {value}."""
    axes: str
    total: str


@dataclass(frozen=True, kw_only=True)
class LogitParts(Payload):
    n_layers: int
    n_heads: int
    values: Floats32
    """(L, H + 1) what each head added, and at the end of a row the layer's MLP."""
    bars: tuple[Bar, ...]
    layer: int
    """The selected one."""
    head: int
    total: float
    labels: Labels

    @event
    def place(self, sent: Any) -> tuple[int, int | None]:
        """(layer, head) that was chosen, or (layer, None) for its MLP."""
        layer, head = row(sent, 2)
        return whole(layer, below=self.n_layers), None if head is None else whole(head, below=self.n_heads)


def values_of(heads: NDArray[np.floating], mlps: NDArray[np.floating]) -> Floats32:
    """`heads` (L, H) and `mlps` (L,) as the map has them."""
    if mlps.shape != heads.shape[:1]:
        raise ValueError(f"{mlps.shape} MLPs do not go with {heads.shape} heads")
    return Floats32(np.concatenate([heads, mlps[:, None]], axis=1))
