"""Two sentences, one above the other, with lines from each word beneath to the words above that it looks at."""

from dataclasses import dataclass

from explorer.components.payload import Payload, Shares16


@dataclass(frozen=True)
class Side:
    words: tuple[str, ...]
    own: tuple[int, ...]
    """Which of them are the sentence's; the others are the model's own marks."""
    language: str
    """Its code, or ""."""

    def __post_init__(self) -> None:
        if not all(0 <= place < len(self.words) for place in self.own):
            raise ValueError(f"{list(self.own)} are not all among {len(self.words)} words")


@dataclass(frozen=True)
class Labels:
    view: str
    """What it is."""
    source: str
    """What stands above."""
    target: str
    """What stands beneath."""
    looks: str
    """A sentence with {query}, {key} and {share} in it."""
    how: str
    """What to do."""


@dataclass(frozen=True, kw_only=True)
class WordAlignment(Payload):
    source: Side
    target: Side
    weights: Shares16
    """(U, V) rows are the words beneath, columns those above."""
    labels: Labels

    def __post_init__(self) -> None:
        shape = len(self.target.words), len(self.source.words)
        if self.weights.values.shape != shape:
            raise ValueError(f"weights {self.weights.values.shape} are not between {shape} words")
