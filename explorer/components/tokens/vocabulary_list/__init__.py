"""A list of up to hundreds of thousands of tokens, of which the browser holds what is in sight."""

from dataclasses import dataclass
from typing import Any

from explorer.components import sent as read
from explorer.components.payload import Payload, event

LONGEST = 200
"""Characters of a search."""


@dataclass(frozen=True)
class Entry:
    id: int
    text: str
    bytes: str
    """In hexadecimal."""
    length: int
    """In characters."""
    script: str
    """In the reader's language."""
    here: bool
    """It occurs in the run."""


@dataclass(frozen=True)
class Labels:
    search: str
    placeholder: str
    list: str
    found: str
    nothing: str
    id: str
    token: str
    bytes: str
    length: str
    script: str
    here: str


@dataclass(frozen=True, kw_only=True)
class VocabularyList(Payload):
    rows: tuple[Entry, ...]
    """Those from `start` on of `total`."""
    query: str
    version: str
    """Names the list that the rows are of."""
    start: int
    total: int
    window: int
    """Rows that are sent at once."""
    n_vocab: int
    selected: int | None
    labels: Labels

    @event
    def search(self, sent: Any) -> str:
        return read.text(sent, longest=LONGEST)

    @event
    def scrolled(self, sent: Any) -> int:
        """The first row that is wanted."""
        return read.whole(sent, below=max(1, self.total))

    @event
    def opened(self, sent: Any) -> int:
        """A token's id."""
        return read.whole(sent, below=self.n_vocab)
