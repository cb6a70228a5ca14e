"""The logit lens as a table of words: rows are layers, columns are positions."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.components.payload import Payload, event
from explorer.components.sent import one_of, row, whole

Numbers = tuple[tuple[float, ...], ...]
"""(rows, columns)"""
Cells = tuple[tuple[tuple[tuple[int, float], ...], ...], ...]
"""(rows, columns, k) pairs of a token's id and its probability, the likeliest first."""


@dataclass(frozen=True)
class Row:
    label: str
    layer: int | None
    """The block whose output is read, from 0; None for the embedding, which no block has touched."""


@dataclass(frozen=True)
class Column:
    position: int
    text: str
    """The token that is read there."""
    title: str
    """The position in words."""
    next: str
    """What the text really goes on with, in words."""
    skipped: str
    """What is folded away before it, or ""."""


@dataclass(frozen=True, kw_only=True)
class Measure:
    """A number for every cell, which the table can show in the words' place."""

    label: str
    values: Numbers
    shades: Numbers
    """How dark each cell is, 0..1."""
    low: str
    """What the palest cell says."""
    high: str
    unit: str = ""
    digits: int = 2


@dataclass(frozen=True)
class Window:
    """Which positions are on screen, counted among those that are shown at all."""

    start: int
    stop: int
    total: int
    """Positions that are shown."""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.stop <= self.total:
            raise ValueError(f"{self.start} to {self.stop} is no window of {self.total} positions")

    @property
    def places(self) -> range:
        return range(self.start, self.stop)


@dataclass(frozen=True, kw_only=True)
class Labels:
    table: str
    """What it is."""
    input: str
    """The row of tokens beneath."""
    earlier: str
    later: str
    window: str
    """Which positions are on screen."""
    shade: str
    rest: str
    final: str
    measures: str
    words: str


@dataclass(frozen=True, kw_only=True)
class LensTable(Payload):
    rows: tuple[Row, ...]
    columns: tuple[Column, ...]
    cells: Cells
    words: dict[str, str]
    """The text of every id in the cells."""
    window: Window
    layer: int
    """The selected one."""
    position: int
    labels: Labels
    measures: tuple[Measure, ...]

    def __post_init__(self) -> None:
        shape = len(self.rows), len(self.columns)
        for name, board in [("cells", self.cells), *((one.label, one.values) for one in self.measures)]:
            if (len(board), *{len(line) for line in board}) != shape:
                raise ValueError(f"{name} do not go with {shape[0]} rows and {shape[1]} columns")

    @event
    def cell(self, sent: Any) -> tuple[int | None, int]:
        """The layer of the row that was chosen, and the position."""
        layer, position = row(sent, 2)
        return one_of(layer, [line.layer for line in self.rows]), one_of(position, [at.position for at in self.columns])

    @event
    def start(self, sent: Any) -> int:
        """The position at which the window is to begin."""
        return whole(sent, below=self.window.total)


def cells_of(ids: NDArray[np.integer], probs: NDArray[np.floating]) -> Cells:
    """`ids`, `probs` (rows, columns, k), as the table has them."""
    if ids.shape != probs.shape:
        raise ValueError(f"ids {ids.shape} do not go with probs {probs.shape}")
    return tuple(
        tuple(tuple(zip(*cell, strict=True)) for cell in zip(*line, strict=True))
        for line in zip(ids.tolist(), np.round(probs.astype(np.float64), 4).tolist(), strict=True)
    )


def measure_of(
    label: str,
    values: NDArray[Any],
    shades: NDArray[np.floating],
    *,
    low: str,
    high: str,
    unit: str = "",
    digits: int = 2,
) -> Measure:
    """`values`, `shades` (rows, columns), as the table has them."""
    return Measure(
        label=label,
        values=numbers(values, 4),
        shades=numbers(shades.clip(0, 1), 3),
        low=low,
        high=high,
        unit=unit,
        digits=digits,
    )


def numbers(values: NDArray[Any], decimals: int) -> Numbers:
    return tuple(map(tuple, np.round(values, decimals).tolist()))
