"""Vectors as strips of colour that add up."""

from dataclasses import dataclass

from explorer.components.payload import Floats32, Payload


@dataclass(frozen=True)
class Strip:
    sign: str
    """What stands before it: "", "+", "=" or "→"."""
    label: str
    values: Floats32
    """(D,)"""

    def __post_init__(self) -> None:
        if self.values.values.ndim != 1:
            raise ValueError(f"a strip shows one vector, not {self.values.values.shape}")


@dataclass(frozen=True)
class Labels:
    board: str
    dimension: str
    low: str
    high: str
    scale: str


@dataclass(frozen=True, kw_only=True)
class VectorSum(Payload):
    """Orange for below zero, blue for above; exact values are read under the pointer."""

    strips: tuple[Strip, ...]
    range: float
    """Full colour from here on."""
    peak: int
    """The dimension that is read at first."""
    labels: Labels
