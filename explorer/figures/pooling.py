"""Pictures of many attention patterns at once: small, with nothing strong lost."""

import numpy as np
from numpy.typing import NDArray

THUMBNAIL = 32
"""Cells of a thumbnail's side, at most."""


def max_pooled(patterns: NDArray[np.float32], most: int = THUMBNAIL) -> NDArray[np.float32]:
    """(..., T, T) -> (..., S, S) with S <= most: each cell is the strongest of the square that it stands for.

    >>> max_pooled(np.eye(3, dtype=np.float32), most=2)
    array([[1., 0.],
           [0., 1.]], dtype=float32)
    """
    width = -(-patterns.shape[-1] // most)
    return patterns if width == 1 else _pooled(_pooled(patterns, width, -2), width, -1)


def _pooled(values: NDArray[np.float32], width: int, axis: int) -> NDArray[np.float32]:
    starts = np.arange(0, values.shape[axis], width)
    return np.maximum.reduceat(values, starts, axis=axis)
