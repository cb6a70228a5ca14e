"""Pictures by chance: shapes in different fields that do not lie over one another."""

import numpy as np

from explorer.pictures.drawing import RADIUS
from explorer.pictures.picture import BOARD, COLOURS, KINDS, MOST, SIZES, Picture, Shape

MARGIN = 2
"""Pixels between a shape's centre and the edge of its field, so that no caption hangs on a hair."""

INSIDE = 5
"""Pixels between a shape's centre and the board's edge: of none is more than half cut off."""


def draw(rng: np.random.Generator) -> Picture:
    """Shapes in different fields that do not lie over one another, in reading order."""
    while True:
        n = int(rng.integers(1, MOST + 1))
        shapes = tuple(_shape(rng, int(field)) for field in sorted(rng.choice(9, n, replace=False)))
        if all(
            np.hypot(a.x - b.x, a.y - b.y) >= RADIUS[a.size] + RADIUS[b.size]
            for k, a in enumerate(shapes)
            for b in shapes[:k]
        ):
            return Picture(shapes)


def _shape(rng: np.random.Generator, field: int) -> Shape:
    kind, colour, size = (known[rng.integers(len(known))] for known in (KINDS, COLOURS, SIZES))
    row, column = divmod(field, 3)
    y, x = _along(rng, row), _along(rng, column)
    return Shape(kind, colour, size, x, y)


def _along(rng: np.random.Generator, third: int) -> int:
    """Somewhere in a third of the board."""
    first, last = max(INSIDE, third * BOARD / 3 + MARGIN), min(BOARD - INSIDE, (third + 1) * BOARD / 3 - MARGIN)
    return int(rng.integers(int(np.ceil(first)), int(last)))
