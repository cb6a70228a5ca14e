"""Every head's scores, a small grid a score: rows are layers, columns heads; hovering reads one head in all."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Floats32, Payload, event
from explorer.components.sent import row, whole


@dataclass(frozen=True)
class Grid:
    label: str
    note: str
    """What the score is, in a sentence."""
    values: Floats32
    """(L, H)"""
    most: float = 1.0
    """The value of full colour."""
    bits: bool = False
    """Bits, not a share."""
    mark: str = ""
    """The letter of the name that goes with the score."""


@dataclass(frozen=True)
class Labels:
    grids: str
    """What they are and how to choose."""
    head: str
    """With {layer} and {head} in it."""
    best: str
    """What is said before the head with the highest score."""


@dataclass(frozen=True, kw_only=True)
class ScoreGrids(Payload):
    grids: tuple[Grid, ...]
    layers: int
    heads: int
    selected: tuple[int, int]
    """(layer, head)"""
    marks: tuple[str, ...]
    """Of each head, L x H of them in a row, the letter of its name, or ""."""
    labels: Labels

    def __post_init__(self) -> None:
        shape = self.layers, self.heads
        wrong = [grid.label for grid in self.grids if grid.values.values.shape != shape]
        if wrong or len(self.marks) != self.layers * self.heads:
            raise ValueError(f"{wrong or 'marks'} are not of {shape} heads")

    @event
    def head(self, sent: Any) -> tuple[int, int]:
        """(layer, head) that was chosen."""
        layer, head = row(sent, 2)
        return whole(layer, below=self.layers), whole(head, below=self.heads)
