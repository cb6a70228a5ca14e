"""A picture's patches: cut out, or laid over with the board's colour, one after another."""

import numpy as np
from numpy.typing import NDArray

from explorer.pictures.drawing import BACKGROUND
from explorer.pictures.picture import BOARD

PATCH = 8
"""Pixels a side."""

SIDE = BOARD // PATCH
"""In a row of a picture."""

PATCHES = SIDE * SIDE

Pixels = NDArray[np.uint8]


def empty() -> Pixels:
    """(64, 64, 3) the board without a shape."""
    return np.full((BOARD, BOARD, 3), BACKGROUND, np.uint8)


def without_each(pixels: Pixels) -> Pixels:
    """(64, 64, 64, 3) the picture 64 times, each time with another patch in the board's colour."""
    found = np.repeat(pixels[None], PATCHES, axis=0)
    for patch in range(PATCHES):
        row, column = divmod(patch, SIDE)
        found[patch, row * PATCH : (row + 1) * PATCH, column * PATCH : (column + 1) * PATCH] = BACKGROUND
    return found
