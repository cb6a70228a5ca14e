"""A table of figures that can be sorted by its columns, each figure with a footnote for its source."""

from dataclasses import dataclass

from explorer.components.payload import Payload


@dataclass(frozen=True)
class Column:
    name: str
    down: bool
    """Whether a first click puts the largest on top."""


@dataclass(frozen=True)
class Cell:
    said: str
    order: float | str | None
    """What the column is sorted by; None, of what is not known, comes last."""
    note: int | None = None
    """A place among the notes."""
    cited: str = ""
    """The place in that source."""


@dataclass(frozen=True)
class Line:
    cells: tuple[Cell, ...]
    """By column; the first names the line."""
    ours: bool


@dataclass(frozen=True)
class Note:
    said: str
    link: str


@dataclass(frozen=True, kw_only=True)
class FigureTable(Payload):
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    notes: tuple[Note, ...]
    label: str
    sources: str
    """Above the notes."""
    sort: str
    """What a column's button does; its place is {column}."""
