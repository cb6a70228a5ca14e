"""A sentence whose words can be hidden, and two readers: what each sees of it, and what it puts in a hidden place."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import flag, text, whole

LONGEST = 400
"""Characters that may be put behind a gap."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word."""

    text: str
    hidden: bool
    edited: bool
    """Whether the visitor put it there."""


@dataclass(frozen=True, slots=True)
class Row:
    """A guess."""

    text: str
    share: float
    told: str
    """The share, as it is written."""
    word: bool
    """Whether it is what stood there."""
    before: float | None
    """Its share before what follows was edited."""
    earlier: str
    """That, in words; "" where there is none."""


@dataclass(frozen=True, slots=True)
class Card:
    """A reader."""

    name: str
    sees: str
    """In words: what it sees of the sentence."""
    sight: tuple[bool, ...]
    """By word."""
    rows: tuple[Row, ...]
    told: str
    """What it makes of the word that stood there; instead of rows where it has none."""
    same: bool
    """Whether an edit has changed nothing for it."""


@dataclass(frozen=True)
class Labels:
    words: str
    hide: str
    """What a click on a word does: a sentence with {word} in it."""
    several: str
    edit: str
    right: str
    """What the field is."""
    back: str
    was: str
    """Of the row of what stood there."""


@dataclass(frozen=True, kw_only=True)
class TwoReaders(Payload):
    pieces: tuple[Piece, ...]
    at: int
    """The hidden word that is asked about."""
    spaced: bool
    """Whether spaces part the words."""
    right: str
    """What follows it."""
    edited: bool
    several: bool
    """Whether a click hides one word more; else it hides that word alone."""
    cards: tuple[Card, ...]
    labels: Labels

    def __post_init__(self) -> None:
        if not self.pieces[self.at].hidden or any(len(card.sight) != len(self.pieces) for card in self.cards):
            raise ValueError(
                f"word {self.at} is not hidden, or a card says nothing of some of {len(self.pieces)} words"
            )

    @event
    def word(self, sent: Any) -> int:
        """That was chosen."""
        return whole(sent, below=len(self.pieces))

    @event
    def more(self, sent: Any) -> bool:
        """Whether clicks are to hide one word more."""
        return flag(sent)

    @event
    def follow(self, sent: Any) -> str:
        """What is to stand behind the word."""
        return text(sent, longest=LONGEST)

    @event
    def undo(self, sent: Any) -> bool:
        """What followed is to stand there again."""
        return flag(sent)
