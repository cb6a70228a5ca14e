"""The same beginning, gone on with twice: which is it? Votes and authors are shown once it is revealed."""

from dataclasses import dataclass

from explorer.components.payload import Payload


@dataclass(frozen=True, kw_only=True)
class Side:
    text: str
    author: str
    """Who wrote it; "" while that is kept back."""
    n: int
    n_text: str
    """How many chose it; "" where one plays alone, and while it is kept back."""
    right: bool
    mine: bool


@dataclass(frozen=True, kw_only=True)
class Labels:
    pair: str
    mine: str
    right: str


@dataclass(frozen=True, kw_only=True)
class PairBoard(Payload):
    before: str
    sides: tuple[Side, ...]
    """A and B."""
    revealed: bool
    labels: Labels
