"""One text under several encodings, each character under itself; hovering lights up its place in every row."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import whole


@dataclass(frozen=True)
class Cell:
    """A token; or the tokens that only together make whole characters."""

    text: str
    start: int
    """In characters of the text."""
    end: int
    n: int
    """How many tokens."""
    title: str


@dataclass(frozen=True)
class Row:
    name: str
    used_by: str
    count: str
    """How many tokens, in words."""
    ratio: str
    """Characters a token, in words."""
    share: float
    """0..1 of the row with the most tokens."""
    cells: tuple[Cell, ...]


@dataclass(frozen=True)
class Labels:
    split: str
    """What dots under a cell mean."""
    before: str
    """Of text that is cut, as is `after`."""
    after: str


@dataclass(frozen=True, kw_only=True)
class EncodingRows(Payload):
    rows: tuple[Row, ...]
    characters: tuple[str, ...]
    """Those of the text that are on screen, visibly, from place `start` on."""
    start: int
    label: str
    selected: tuple[int, int] | None
    """A span of characters."""
    labels: Labels

    @event
    def character(self, sent: Any) -> int:
        """A place in the text, on screen or in a cell that reaches beyond it."""
        cells = [cell for row in self.rows for cell in row.cells]
        ends = [cell.end for cell in cells] + [self.start + len(self.characters)]
        return whole(sent, least=min([self.start, *(cell.start for cell in cells)]), below=max(ends))
