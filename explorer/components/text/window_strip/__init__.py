"""A text seen through a window at its end: what has fallen out is pale, and each token tells what its loss changed."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import whole


@dataclass(frozen=True)
class Piece:
    """One token."""

    text: str
    title: str
    """What hovering says."""
    shade: float
    """0..1: how much the prediction moved when it fell out, of the most that it did."""
    marked: bool
    """Whether it is the one that moved it most."""
    special: bool


@dataclass(frozen=True)
class Labels:
    text: str
    """What it is, and that a click moves the window."""
    out: str
    within: str
    marked: str
    shade: str


@dataclass(frozen=True, kw_only=True)
class WindowStrip(Payload):
    pieces: tuple[Piece, ...]
    first: int
    """The place where the window begins."""
    labels: Labels

    def __post_init__(self) -> None:
        if not 0 <= self.first < len(self.pieces):
            raise ValueError(f"a window cannot begin at {self.first} of {len(self.pieces)} tokens")

    @event
    def begin(self, sent: Any) -> int:
        """The place where the window is to begin."""
        return whole(sent, below=len(self.pieces))
