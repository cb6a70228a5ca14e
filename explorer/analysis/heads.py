"""Scores of attention heads, from their patterns (H, T, T); docs/GLOSSARY.md has the definitions."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def entropy(pattern: Floats) -> Floats:
    """(H, T) bits: how widely each query position looks; 0 is at one token alone."""
    logs = np.log2(np.where(pattern > 0, pattern, 1))
    return -(pattern * logs).sum(-1)


def previous_token_score(pattern: Floats) -> Floats:
    """(H,) mean attention from each position to the one before it; 0 for a single token."""
    return _mean_at_distance(pattern, start=0, back=1)


def first_position_score(pattern: Floats) -> Floats:
    """(H,) mean attention of the positions after the first to the first, the sink; 0 for a single token."""
    return pattern[:, 1:, 0].mean(-1) if pattern.shape[-1] > 1 else np.zeros(len(pattern), pattern.dtype)


def induction_score(pattern: Floats, period: int) -> Floats:
    """(H,) on a text of `period` tokens said twice: mean attention of the second time to the token that came after the
    same token the first time (Olsson et al. 2022)."""
    return _mean_at_distance(pattern[:, period:, :], start=period, back=period - 1)


def _mean_at_distance(pattern: Floats, start: int, back: int) -> Floats:
    """(H,) mean of pattern[:, row, start + row - back] over the rows where there is such a key."""
    rows = np.arange(max(0, back - start), pattern.shape[1])
    if not len(rows):
        return np.zeros(len(pattern), pattern.dtype)
    return pattern[:, rows, start + rows - back].mean(-1)
