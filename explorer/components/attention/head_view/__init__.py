"""One head: its pattern as a heatmap, arcs from each token to those it looks at, and the text shaded by shares."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Pattern16, Payload, event
from explorer.components.sent import whole


@dataclass(frozen=True)
class Labels:
    view: str
    """What it is."""
    query: str
    """An axis, as is `key`."""
    key: str
    masked: str
    left_out: str
    looks: str
    """A sentence with {query}, {key} and {share} in it, as are `unseen` and `far`."""
    unseen: str
    far: str
    share: str
    """What the colours show."""
    how: str
    """What to do."""


@dataclass(frozen=True, kw_only=True)
class HeadView(Payload):
    weights: Pattern16
    """(T, T) attention pattern, query rows and key columns."""
    tokens: tuple[str, ...]
    position: int
    """The selected query."""
    causal: bool
    """No key after the query is seen."""
    window: int | None
    """No key so many positions away or farther is seen."""
    without_first: bool
    """The first key was taken out, so its column is crossed out."""
    labels: Labels
    notes: tuple[str, ...]
    """Stand beneath."""

    @event
    def chosen(self, sent: Any) -> int:
        return whole(sent, below=len(self.tokens))
