"""Pictures of many cells in words, for those who do not see them: where their largest values are."""

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.components.attention.pattern_panels import Panel
from explorer.components.attention.score_grids import Grid
from explorer.figures.numbers import percent
from explorer.largest import largest
from explorer.words import _
from explorer.words.sentences import apart, joined

TOLD = 3
"""Cells of a picture that are named."""

Values = NDArray[np.floating]


def cells_spoken(values: Values, cell: Callable[[int, int], str], n: int = TOLD) -> str:
    """The largest cells of (R, C), each as `cell` says it; "" where nothing is above 0."""
    flat = np.nan_to_num(np.asarray(values, dtype=np.float64)).ravel()
    kept = [int(at) for at in largest(flat, min(n, flat.size)) if flat[at] > 0]
    places = (np.unravel_index(at, values.shape) for at in kept)
    return apart(*(cell(int(row), int(column)) for row, column in places))


def looks_spoken(weights: Values, queries: Sequence[str], keys: Sequence[str], *, causal: bool) -> str:
    """The strongest looks of a pattern (n, m). Of a causal one the first row has no choice, and is not among them."""
    first = 1 if causal and len(queries) > 1 else 0

    def look(row: int, column: int) -> str:
        share = percent(float(weights[row + first, column]))
        return _("“{query}” → “{key}”: {share}", query=queries[row + first], key=keys[column], share=share)

    return _("Strongest: {cells}.", cells=cells_spoken(weights[first:], look))


def panels_spoken(panels: Sequence[Panel]) -> str:
    return joined(*(_panel(panel) for panel in panels))


def _panel(panel: Panel) -> str:
    looks = looks_spoken(panel.weights.values, panel.tokens, panel.tokens, causal=panel.causal)
    return joined(_("{title}.", title=panel.title), looks)


def grids_spoken(grids: Sequence[Grid]) -> str:
    """Of every grid the highest head."""
    highest = (cells_spoken(grid.values.values, _head_of(grid), 1) or "0" for grid in grids)
    return apart(*(_("{name}: {what}", name=grid.label, what=head) for grid, head in zip(grids, highest, strict=True)))


def _head_of(grid: Grid) -> Callable[[int, int], str]:
    def head(layer: int, head: int) -> str:
        value = float(grid.values.values[layer, head])
        shown = _("{bits} bits", bits=f"{value:.2f}") if grid.bits else percent(value)
        return _("Layer {layer}, head {head} ({value})", layer=layer + 1, head=head + 1, value=shown)

    return head
