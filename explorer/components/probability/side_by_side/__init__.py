"""The same logits under several settings: a row a token, a column a setting."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Dropped, Payload, event
from explorer.components.sent import whole


@dataclass(frozen=True)
class Cell:
    share: float
    said: str
    kept: bool
    drawn: bool


@dataclass(frozen=True, kw_only=True)
class Column:
    """One way to sample."""

    name: str
    settings: str
    facts: tuple[str, ...]
    """A few words each: tokens left, effective number of choices, what is shared."""
    drawn: str
    """The token that the seed draws."""
    own: bool
    """The visitor's own; the others can be taken over."""
    cells: tuple[Cell, ...]
    """One for each row."""


@dataclass(frozen=True, kw_only=True)
class Labels:
    table: str
    """What it is."""
    token: str
    drawn: str
    use: str
    own: str


@dataclass(frozen=True, kw_only=True)
class SideBySide(Payload):
    columns: tuple[Column, ...]
    tokens: tuple[str, ...]
    """A row each, the likeliest first; the last is all the others together."""
    labels: Labels

    @event
    def use(self, sent: Any) -> int:
        """The place of the column whose settings are wanted."""
        place = whole(sent, below=len(self.columns))
        if self.columns[place].own:
            raise Dropped(f"column {place} is the visitor's own")
        return place
