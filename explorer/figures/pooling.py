"""Pictures of many attention patterns at once: small, with nothing strong lost."""

import base64

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


def shares16(weights: NDArray[np.float32], *, lower: bool) -> str:
    """(T, T) of 0..1 as base64 of 16-bit integers, row after row; only the lower triangle where the rest is zero.

    Sixteen bits keep a percentage right to a thousandth, where eight would be off by a fifth of a percent.
    """
    kept = weights[np.tril_indices(len(weights))] if lower else weights
    return _base64(np.round(65535 * kept.clip(0, 1)).astype("<u2"))


def shares8(weights: NDArray[np.float32]) -> str:
    """Values 0..1 as base64 of 8-bit integers, for pictures in which nobody reads a number."""
    return _base64(np.round(255 * weights.clip(0, 1)).astype(np.uint8))


def floats32(values: NDArray[np.floating]) -> str:
    """Numbers as base64 of 32-bit floats: what the browser shows is what the model computed."""
    return _base64(values.astype("<f4"))


def _pooled(values: NDArray[np.float32], width: int, axis: int) -> NDArray[np.float32]:
    starts = np.arange(0, values.shape[axis], width)
    return np.maximum.reduceat(values, starts, axis=axis)


def _base64(values: NDArray) -> str:
    return base64.b64encode(values.tobytes()).decode()
