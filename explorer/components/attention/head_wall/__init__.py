"""All heads of all layers, each as a thumbnail of its attention pattern, in an order of the visitor's choice."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, Shares8, event
from explorer.components.sent import row, whole


@dataclass(frozen=True)
class Guide:
    """A head worth a look, and why."""

    said: str
    at: tuple[int, int]
    """(layer, head)"""


@dataclass(frozen=True)
class Kind:
    """A name that some heads have."""

    id: str
    mark: str
    """One letter, put on the thumbnails."""
    label: str


@dataclass(frozen=True)
class Order:
    """A way to sort the heads: the largest value first."""

    label: str
    values: tuple[float, ...]
    """L x H of them in a row."""


@dataclass(frozen=True)
class Labels:
    wall: str
    """What it is and how to choose."""
    guides: str
    """What they are."""
    note: str
    order: str
    """What is chosen there."""
    layers: str
    """The order by layer."""
    kinds: str
    overview: str
    """What the small picture of all heads shows, where they do not fit."""


@dataclass(frozen=True, kw_only=True)
class HeadWall(Payload):
    cells: Shares8
    """(L, H, S, S) shares of attention."""
    layers: int
    heads: int
    size: int
    """S, cells a side of a thumbnail."""
    titles: tuple[str, ...]
    """What is said of each head, L x H of them in a row."""
    selected: tuple[int, int]
    """(layer, head)"""
    labels: Labels
    guides: tuple[Guide, ...]
    names: tuple[str, ...]
    """Of each head a kind's id, or ""."""
    kinds: tuple[Kind, ...]
    orders: tuple[Order, ...]

    @event
    def head(self, sent: Any) -> tuple[int, int]:
        """(layer, head) that was chosen."""
        layer, head = row(sent, 2)
        return whole(layer, below=self.layers), whole(head, below=self.heads)
