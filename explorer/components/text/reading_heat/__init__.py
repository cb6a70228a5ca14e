"""A text as it reads, every token shaded by how it was predicted; pointing at one says what was expected instead."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from explorer.components.payload import Payload, event
from explorer.components.sent import one_of

Look = Literal["surprisal", "entropy", "rank"]
LOOKS: tuple[Look, ...] = ("surprisal", "entropy", "rank")


@dataclass(frozen=True, slots=True)
class Piece:
    """A token, or the tokens of one character. The first of all was predicted by nothing and has no numbers."""

    text: str
    shown: str
    """As a token is shown by itself."""
    at: int
    """Position of its first token."""
    ids: tuple[int, ...]
    bits: float | None = None
    entropy: float | None = None
    rank: int | None = None
    share: float | None = None
    """The probability of all its tokens together."""
    expected: tuple[tuple[int, float], ...] = ()
    """The likeliest ids where its first token stands, each with its probability."""


@dataclass(frozen=True)
class Labels:
    surprisal: str
    surprisal_title: str
    entropy: str
    entropy_title: str
    rank: str
    rank_title: str
    probability: str
    bits: str
    low: str
    high: str
    text: str
    map: str
    first: str
    """Why the first token has no numbers."""
    expected: str
    group: str
    """What the numbers of several tokens mean."""


@dataclass(frozen=True, kw_only=True)
class ReadingHeat(Payload):
    pieces: tuple[Piece, ...]
    words: Mapping[int, str]
    """How to show each expected id."""
    labels: Labels
    selected: int | None
    """Position of a token."""
    looks: tuple[Look, ...] = LOOKS

    @event
    def position(self, sent: Any) -> int:
        """Of the first token of a piece."""
        return one_of(sent, [piece.at for piece in self.pieces])
