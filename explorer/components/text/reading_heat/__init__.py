"""A text as it reads, every token shaded by how it was predicted; pointing at one says what was expected instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import one_of

NEVER = -1.0
"""Stands for a shade: what is never reached, hatched."""


@dataclass(frozen=True, slots=True)
class Look:
    """One way to shade the text."""

    name: str
    title: str
    low: str
    """What the palest shade means."""
    high: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A token, or the tokens of one character. The first of all was predicted by nothing and has no numbers."""

    text: str
    shown: str
    """As a token is shown by itself."""
    at: int
    """Position of its first token."""
    ids: tuple[int, ...]
    shades: tuple[float, ...] = ()
    """By look: from 0 to 1, or NEVER."""
    numbers: tuple[str, ...] = ()
    """As `ReadingHeat.numbers` names them."""
    expected: tuple[tuple[int, float], ...] = ()
    """The likeliest ids where its first token stands, each with its probability."""
    written: bool = True
    """Whether it stands in the text; one that does not yet is what would come next."""


@dataclass(frozen=True)
class Labels:
    text: str
    map: str
    first: str
    """Why the first token has no numbers."""
    expected: str
    group: str
    """What the numbers of several tokens mean."""
    next: str = ""
    """Of what is not written yet."""
    never: str = ""
    """What the hatching means; "" where nothing is hatched."""
    door: str = ""
    """Where a piece leads; "" where it leads nowhere."""


@dataclass(frozen=True, kw_only=True)
class ReadingHeat(Payload):
    pieces: tuple[Piece, ...]
    looks: tuple[Look, ...]
    numbers: tuple[str, ...]
    """What is said of each piece, by name."""
    words: Mapping[int, str]
    """How to show each expected id."""
    labels: Labels
    selected: int | None
    """Position of a token."""

    def __post_init__(self) -> None:
        for piece in self.pieces:
            if piece.shades and (len(piece.shades), len(piece.numbers)) != (len(self.looks), len(self.numbers)):
                raise ValueError(f"{piece.shown} has {piece.shades} and {piece.numbers}, others have more or fewer")

    @event
    def position(self, sent: Any) -> int:
        """Of the first token of a piece of the text."""
        return one_of(sent, [piece.at for piece in self.pieces if piece.written])

    @event
    def door(self, sent: Any) -> int:
        """Through which piece: the position of its first token, which the position before it predicted."""
        return one_of(sent, [piece.at for piece in self.pieces if piece.shades])
