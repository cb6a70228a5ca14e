"""One query's way through one head, as a table of its real numbers: q·k, scale, mask, softmax, sum of the values."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from explorer.components.payload import Floats32, Payload


@dataclass(frozen=True)
class Column:
    id: str
    """In Row: the key of its number or of its vector."""
    kind: Literal["name", "number", "share", "strip"]
    title: str
    note: str = ""
    """Beneath the title: what this step brings in."""


@dataclass(frozen=True)
class Vector:
    letter: str
    """How the field calls it: q, k, v, z."""
    role: str
    """Its colour."""
    values: Floats32
    """(d_head,)"""


@dataclass(frozen=True)
class Row:
    kind: Literal["query", "key", "rest", "sum"]
    name: str
    """A token's text, or what the row stands for."""
    token: bool = False
    place: int | None = None
    """Which token of the text it is, counted from 1."""
    numbers: Mapping[str, str] = field(default_factory=dict)
    """Column id -> the number as it is written."""
    share: float | None = None
    """Length of the bar in the column of kind "share"."""
    masked: bool = False
    strips: Mapping[str, Vector] = field(default_factory=dict)
    """Column id -> what is drawn as a strip of bars, one a dimension."""


@dataclass(frozen=True)
class Labels:
    table: str
    """What it is, for those who do not see it."""
    dimension: str
    """With {i} and {n} in it."""


@dataclass(frozen=True, kw_only=True)
class HeadNumbers(Payload):
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    labels: Labels
