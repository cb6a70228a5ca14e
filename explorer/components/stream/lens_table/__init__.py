"""The logit lens as a table of words: rows are layers, columns are positions."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.components.frame.theme import shown
from explorer.components.untyped import mount, triggered
from explorer.figures.palette import palette

PALE = 6
"""Steps of the probability scale that leave a word legible on them."""


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


@dataclass(frozen=True, eq=False)
class Measure:
    """A number for every cell, which the table can show in the words' place."""

    label: str
    values: NDArray[np.floating] | NDArray[np.integer]
    """(rows, columns)"""
    shades: NDArray[np.floating]
    """(rows, columns) how dark each cell is, 0..1."""
    low: str
    """What the palest cell says."""
    high: str
    unit: str = ""
    digits: int = 2


@dataclass(frozen=True)
class Window:
    """Which positions are on screen."""

    start: int
    stop: int
    total: int
    """Positions of the run."""

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.stop <= self.total:
            raise ValueError(f"{self.start} to {self.stop} is no window of {self.total} positions")

    @property
    def positions(self) -> range:
        return range(self.start, self.stop)


def lens_table(
    ids: NDArray[np.integer],
    probs: NDArray[np.float32],
    *,
    key: str,
    rows: Sequence[Row],
    columns: Sequence[Column],
    words: Mapping[int, str],
    window: Window,
    layer: int,
    position: int,
    labels: Mapping[str, str],
    measures: Sequence[Measure] = (),
    on_cell: Callable[[int | None, int], None],
    on_window: Callable[[int], None],
) -> None:
    """`ids`, `probs`: (rows, columns, k), the likeliest first. A click gives `on_cell` the row's layer and a position,
    an arrow gives `on_window` the position to begin at.
    """
    if ids.shape != probs.shape or ids.shape[:2] != (len(rows), len(columns)):
        raise ValueError(f"ids {ids.shape}, probs {probs.shape}: not ({len(rows)}, {len(columns)}, k)")
    for measure in measures:
        if measure.values.shape != ids.shape[:2] or measure.shades.shape != ids.shape[:2]:
            raise ValueError(f"{measure.label} has {measure.values.shape}: not ({len(rows)}, {len(columns)})")
    data = {
        "rows": [asdict(row) for row in rows],
        "columns": [asdict(column) for column in columns],
        "cells": _cells(ids, probs),
        "words": {str(token): text for token, text in words.items()},
        "window": asdict(window),
        "layer": layer,
        "position": position,
        "labels": dict(labels),
        "measures": [_measure(measure) for measure in measures],
        "scale": palette(shown()).probability_scale[:PALE],
    }
    mount("lens_table", key=key, data=data, on=_answers(key, data, on_cell, on_window))


def _answers(
    key: str, data: Mapping[str, Any], on_cell: Callable[[int | None, int], None], on_window: Callable[[int], None]
) -> dict[str, Callable[[], None]]:
    """What comes from the browser counts only where the table offered it. A trigger that rests sends None."""
    layers = [row["layer"] for row in data["rows"]]
    positions = [column["position"] for column in data["columns"]]

    def cell() -> None:
        sent = triggered(key, "cell")
        if sent and sent[0] in layers and sent[1] in positions:
            on_cell(*sent)

    def window() -> None:
        start = triggered(key, "window")
        if isinstance(start, int):
            on_window(start)

    return {"cell": cell, "window": window}


def _measure(measure: Measure) -> dict[str, Any]:
    return {
        "label": measure.label,
        "values": np.round(measure.values, 4).tolist(),
        "shades": np.round(measure.shades.clip(0, 1), 3).tolist(),
        "low": measure.low,
        "high": measure.high,
        "unit": measure.unit,
        "digits": measure.digits,
    }


def _cells(ids: NDArray[np.integer], probs: NDArray[np.float32]) -> list[list[list[list[float]]]]:
    """(rows, columns, k) twice -> a list a row of a list a cell of [id, probability] pairs."""
    return [
        [[[token, round(share, 4)] for token, share in zip(*cell, strict=True)] for cell in zip(*row, strict=True)]
        for row in zip(ids.tolist(), probs.tolist(), strict=True)
    ]
