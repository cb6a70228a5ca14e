"""Questions down, what was answered across: before and after a training, with how probable what was wished is."""

from dataclasses import dataclass
from typing import Literal

from explorer.components.payload import Payload

Mark = Literal["", "right", "wrong", "wished"]


@dataclass(frozen=True)
class Cell:
    text: str
    """What the browser shows, as it is."""
    note: str = ""
    """Small, beneath."""
    share: float | None = None
    """From 0 to 1, a bar beneath; None draws none."""
    mark: Mark = ""

    def __post_init__(self) -> None:
        if self.share is not None and not 0 <= self.share <= 1:
            raise ValueError(f"a share of {self.share} is not between 0 and 1")


@dataclass(frozen=True)
class Row:
    group: str
    """Rows of one group stand together under its name; "" has none."""
    text: str
    """The question."""
    cells: tuple[Cell, ...]
    """One a column."""


@dataclass(frozen=True, kw_only=True)
class AnswerTable(Payload):
    columns: tuple[str, ...]
    """The first is over the questions."""
    rows: tuple[Row, ...]
    label: str
    said: dict[str, str]
    """What a mark says to whoever cannot see it."""

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) - 1 for row in self.rows):
            raise ValueError(f"a row has a cell for each of the {len(self.columns) - 1} columns behind the first")
