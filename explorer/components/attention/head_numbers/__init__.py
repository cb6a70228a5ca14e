"""One query's way through one head, as a table of its real numbers: q·k, scale, mask, softmax, sum of the values."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from explorer.components.untyped import mount
from explorer.figures.pooling import floats32

Floats = NDArray[np.floating]


@dataclass(frozen=True)
class Column:
    id: str
    """In Row: the key of its number or of its vector."""
    kind: Literal["name", "number", "share", "strip"]
    title: str
    note: str = ""
    """Beneath the title: what this step brings in."""


@dataclass(frozen=True, eq=False)
class Vector:
    letter: str
    """How the field calls it: q, k, v, z."""
    role: str
    """Its colour."""
    values: Floats
    """(d_head,)"""


@dataclass(frozen=True, eq=False)
class Row:
    kind: Literal["query", "key", "rest", "sum"]
    name: str
    """A token's text, or what the row stands for."""
    token: bool = False
    place: int | None = None
    """Which token of the text it is, counted from 1."""
    numbers: dict[str, str] = field(default_factory=dict)
    """Column id -> the number as it is written."""
    share: float | None = None
    """Length of the bar in the column of kind "share"."""
    masked: bool = False
    vectors: dict[str, Vector] = field(default_factory=dict)
    """Column id -> what is drawn as a strip of bars, one a dimension."""

    def data(self) -> dict[str, Any]:
        """As JSON carries it."""
        strips = {id: asdict(vector) | {"values": floats32(vector.values)} for id, vector in self.vectors.items()}
        return {name: value for name, value in vars(self).items() if name != "vectors"} | {"strips": strips}


def head_numbers(columns: Sequence[Column], rows: Sequence[Row], *, key: str, labels: dict[str, str]) -> None:
    """`labels`: "table" (what it is, for those who do not see it), "dimension" (with {i} and {n} in it)."""
    data = {"columns": [asdict(column) for column in columns], "rows": [row.data() for row in rows], "labels": labels}
    mount("head_numbers", key=key, data=data)
