"""What several methods say of the same tokens, side by side, with what each of them asks."""

from dataclasses import dataclass

from explorer.components.payload import Payload


@dataclass(frozen=True)
class Column:
    """A method."""

    name: str
    asks: str
    """Its question, in a line."""
    most: float
    """The number that has full colour."""


@dataclass(frozen=True)
class Cell:
    value: float
    """Its colour: blue above zero, orange below."""
    told: str
    note: str = ""
    """Small, beside the number."""


@dataclass(frozen=True)
class Row:
    """A token."""

    text: str
    place: str
    by: tuple[str, ...]
    """What was put in its place."""
    cells: tuple[Cell, ...]
    """One a column."""
    against: bool
    """Whether the methods contradict each other here."""


@dataclass(frozen=True, kw_only=True)
class CreditTable(Payload):
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    label: str
    token: str
    """What the first column is."""
    by: str
    """What the last column is."""

    def __post_init__(self) -> None:
        if any(len(row.cells) != len(self.columns) for row in self.rows):
            raise ValueError(f"a row has a cell for each of the {len(self.columns)} columns")
