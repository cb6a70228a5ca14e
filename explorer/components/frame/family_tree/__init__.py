"""A family of models through time: drawn to scale by a figure of the visitor's choice, with lines of descent."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import whole


@dataclass(frozen=True)
class Tick:
    value: float
    label: str


@dataclass(frozen=True)
class Axis:
    """A figure by which the models can be drawn, on a logarithmic scale."""

    name: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True)
class Kind:
    """How a model is built: a colour and a mark."""

    name: str
    role: str
    mark: str
    """square, circle or diamond."""


@dataclass(frozen=True)
class Row:
    """A fact on a model's card."""

    name: str
    said: str
    source: str
    """"" where nothing was published, and of what is counted here."""
    link: str


@dataclass(frozen=True)
class Tie:
    to: int
    """The parent, a place among the nodes, before its child."""
    kind: str
    """weights, design or idea."""
    said: str


@dataclass(frozen=True)
class Node:
    """One model."""

    name: str
    time: float | None
    """In years; None of a model that runs here and was not published."""
    kind: int
    about: str
    """When, by whom, and what it does, in a line."""
    values: tuple[float | None, ...]
    """By axis; None where nothing was published, or in another unit."""
    labels: tuple[str, ...]
    """By axis."""
    rows: tuple[Row, ...]
    ties: tuple[Tie, ...]
    now: bool
    """Whether it is on screen."""
    door: str
    """What leads to the live model of its kind says."""


@dataclass(frozen=True)
class Labels:
    tree: str
    axes: str
    kinds: str
    """What the row of kinds is: a filter."""
    here: str
    """Above the models that run here."""
    unknown: str
    """Of the lane of those without a figure on this axis."""
    parents: str
    children: str
    now: str
    """Of the model on screen."""
    hint: str
    """How the lines of descent are drawn."""


@dataclass(frozen=True, kw_only=True)
class FamilyTree(Payload):
    nodes: tuple[Node, ...]
    axes: tuple[Axis, ...]
    kinds: tuple[Kind, ...]
    years: tuple[int, ...]
    """To be marked."""
    open: int
    """The node whose card is shown first."""
    labels: Labels

    @event
    def go(self, sent: Any) -> int:
        """The node whose door was opened."""
        return whole(sent, below=len(self.nodes))
