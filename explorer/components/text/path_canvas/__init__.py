"""Several ways of going on with a text: columns are tokens, rows are ways, and what they share is drawn once."""

from dataclasses import dataclass
from typing import Any, Literal

from explorer.components.payload import Payload, event
from explorer.components.sent import whole

Kind = Literal["greedy", "sampled", "beam"]


@dataclass(frozen=True, slots=True)
class Cell:
    """A token where it stands."""

    row: int
    column: int
    text: str
    title: str
    share: float
    """0..1 that the model gave it."""
    parent: int | None
    """The number of the cell before it, which comes first; None where the text ends."""
    kinds: tuple[Kind, ...]
    cut: bool
    """Whether a beam was given up there."""


@dataclass(frozen=True)
class Way:
    """A whole continuation."""

    kind: Kind
    name: str
    says: tuple[str, ...]
    """Its numbers, one a column."""
    cell: int
    """The number of its last token's cell."""
    text: str


@dataclass(frozen=True)
class Labels:
    canvas: str
    greedy: str
    """Of a kind, as are the next two; "" where there is none of it."""
    sampled: str
    beam: str
    cut: str
    shade: str
    """What a stronger colour means."""
    take: str
    """What a click on a text does; "" where nothing."""
    columns: tuple[str, ...]
    """The table's: of the name, of each number, and of the text."""


@dataclass(frozen=True, kw_only=True)
class PathCanvas(Payload):
    cells: tuple[Cell, ...]
    ways: tuple[Way, ...]
    rows: int
    columns: int
    labels: Labels

    @event
    def cell(self, sent: Any) -> int:
        """The number of the cell that was clicked."""
        return whole(sent, below=len(self.cells))
