"""Several patterns side by side: the row that is pointed at in one lights up in all, each with its largest shares."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Pattern16, Payload, event
from explorer.components.sent import whole


@dataclass(frozen=True)
class Panel:
    title: str
    note: str
    """Beneath the title: what the shares are shares of."""
    weights: Pattern16
    """(n, n) query rows and key columns, 0..1."""
    tokens: tuple[str, ...]
    causal: bool
    window: int | None = None
    """No key so many places away or farther is seen."""
    rows: tuple[int, ...] | None = None
    """Where the other panels' rows are in this one; None where they are the same."""

    def __post_init__(self) -> None:
        n = len(self.tokens)
        if self.weights.values.shape != (n, n):
            raise ValueError(f"weights {self.weights.values.shape} are not between {n} tokens")
        if self.rows is not None and not all(0 <= row < n for row in self.rows):
            raise ValueError(f"rows {list(self.rows)} are not all among {n} tokens")


@dataclass(frozen=True)
class Labels:
    view: str
    """What it is."""
    query: str
    """What the rows are."""
    key: str
    """What the columns are."""
    looks: str
    """A sentence with {query}, {key} and {share} in it, as is `unseen`."""
    unseen: str
    how: str
    """What to do."""


@dataclass(frozen=True, kw_only=True)
class PatternPanels(Payload):
    panels: tuple[Panel, ...]
    position: int
    """The selected row, as the first panel counts."""
    labels: Labels

    @event
    def chosen(self, sent: Any) -> int:
        """A row of the first panel."""
        return whole(sent, below=len(self.panels[0].tokens))
