"""One text as several rows of exercises, a bar over each answer: how many bits it holds for whoever is to learn it."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Dropped, Payload, event
from explorer.components.sent import row, whole

ROLES = ("attention", "probability", "query")


@dataclass(frozen=True, slots=True)
class Piece:
    """A token of the text, or all of it."""

    text: str
    bits: float | None
    """None: nobody asks for it."""
    title: str
    """What pointing at it says."""


@dataclass(frozen=True)
class Row:
    name: str
    note: str
    """How many exercises it is, and how many bits together."""
    role: str
    """Its colour."""
    pieces: tuple[Piece, ...]
    selected: int | None = None
    pickable: bool = False
    """Whether a click selects a piece."""

    def __post_init__(self) -> None:
        if self.role not in ROLES or (self.selected is not None and not 0 <= self.selected < len(self.pieces)):
            raise ValueError(f"{self.role!r} is none of {ROLES}, or {self.selected} no piece of {len(self.pieces)}")


@dataclass(frozen=True, kw_only=True)
class SignalRows(Payload):
    rows: tuple[Row, ...]
    label: str
    """What the picture is."""
    unit: str
    """What the bars are; its place is {most}."""

    @event
    def piece(self, sent: Any) -> tuple[int, int]:
        """(row, piece) that was chosen."""
        at, place = row(sent, 2)
        at = whole(at, below=len(self.rows))
        if not self.rows[at].pickable:
            raise Dropped(f"nothing of row {at} can be chosen")
        return at, whole(place, below=len(self.rows[at].pieces))
