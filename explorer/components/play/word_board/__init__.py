"""A text with a place to fill, and beside what the model would put there what a room, or one player, did."""

from dataclasses import dataclass

from explorer.components.payload import Payload


@dataclass(frozen=True, kw_only=True)
class Row:
    """One thing that may stand there."""

    text: str
    """"" while it is kept back."""
    share: float
    """The probability that the model gives it, 0..1."""
    share_text: str
    n: int
    """How many gave it as their answer."""
    n_text: str
    right: bool
    """Whether the text has it there."""
    mine: bool
    """Whether it is what the only player said."""
    label: str
    """The row as it is read out."""


@dataclass(frozen=True, kw_only=True)
class Labels:
    bars: str
    token: str
    share: str
    n: str
    """"" where one plays alone."""
    right: str
    mine: str
    others: str
    """What stands above the answers that are none of the model's first."""


@dataclass(frozen=True, kw_only=True)
class WordBoard(Payload):
    before: str
    after: str
    gap: str
    """What stands in the gap; "" while it is open."""
    rows: tuple[Row, ...]
    """The model's, the likeliest first."""
    others: tuple[Row, ...]
    """Answers besides."""
    rest: str
    """How many answers are kept back, or have no room here, in words; "" for none."""
    revealed: bool
    labels: Labels
