"""Surprise along the text: a bar a token, and as a line how much was to be expected."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import whole


@dataclass(frozen=True)
class Labels:
    surprisal: str
    entropy: str
    bits: str
    next: str
    """The token that is not there yet."""


@dataclass(frozen=True, kw_only=True)
class SurprisalPath(Payload):
    bits: tuple[float, ...]
    """(T-1,) of each token but the first."""
    entropies: tuple[float, ...]
    """(T,) after each."""
    texts: tuple[str, ...]
    """(T,)"""
    places: tuple[int, ...]
    """Of the tokens that are shown, in order."""
    n_prompt: int
    selected: int | None
    labels: Labels
    alt: str
    """The figure in a sentence."""

    def __post_init__(self) -> None:
        n = len(self.texts)
        if len(self.bits) != n - 1 or len(self.entropies) != n:
            raise ValueError(f"{len(self.bits)} bits and {len(self.entropies)} entropies do not go with {n} tokens")
        if list(self.places) != sorted(set(self.places) & set(range(n))):
            raise ValueError(f"the places shown are not places of {n} tokens, in order")

    @event
    def position(self, sent: Any) -> int:
        """Of the token that was chosen."""
        return whole(sent, below=len(self.texts))
