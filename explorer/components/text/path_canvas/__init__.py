"""Several ways of going on with a text: columns are tokens, rows are ways, and what they share is drawn once."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from explorer.components.untyped import mount, triggered


def path_canvas(
    cells: Sequence[Mapping[str, Any]],
    ways: Sequence[Mapping[str, Any]],
    *,
    key: str,
    rows: int,
    columns: int,
    labels: Mapping[str, str],
    on_pick: Callable[[int], None],
) -> None:
    """`cells`: {row, column, text, title, parent, kinds, cut}, a parent before its children; `parent` is its number or
    None. `kinds` are among greedy, sampled and beam; `cut`: a beam that was given up there.

    `ways`: {kind, name, says, cell, text}, one for each whole continuation, whose last token is `cell`. A click gives
    `on_pick` the number of a cell.
    """
    data = {
        "cells": [dict(cell) for cell in cells],
        "ways": [dict(way) for way in ways],
        "rows": rows,
        "columns": columns,
        "labels": dict(labels),
    }
    mount("path_canvas", key=key, data=data, on={"cell": lambda: on_pick(int(triggered(key, "cell")))})
