"""A text in words, a few bars over each."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import whole

ROLES = ("attention", "probability", "residual")


@dataclass(frozen=True, slots=True)
class Series:
    """One bar of each word."""

    name: str
    role: str
    """Its colour."""
    values: tuple[float | None, ...]
    """By word; None: nothing is known of it."""

    def __post_init__(self) -> None:
        if self.role not in ROLES:
            raise ValueError(f"{self.role!r} is no colour of a series: {ROLES}")


@dataclass(frozen=True, kw_only=True)
class WordBars(Payload):
    words: tuple[str, ...]
    series: tuple[Series, ...]
    titles: tuple[str, ...]
    """What pointing at a word says."""
    selected: int
    unit: str
    label: str
    """What the picture is."""

    def __post_init__(self) -> None:
        if any(len(series.values) != len(self.words) for series in self.series) or len(self.titles) != len(self.words):
            raise ValueError(f"each of {len(self.words)} words needs a title and a value of each series")

    @event
    def word(self, sent: Any) -> int:
        """That was chosen."""
        return whole(sent, below=len(self.words))
