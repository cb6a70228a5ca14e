"""Scores of attention heads, from their patterns (..., T, T): query positions are rows, key positions columns."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def entropy(pattern: Floats) -> Floats:
    """(..., T) bits: how widely each query position looks; 0 is at one token alone, log2(n) at n tokens alike.

    >>> entropy(np.array([[1.0, 0.0], [0.5, 0.5]])).tolist()
    [0.0, 1.0]
    """
    logs = np.log2(np.where(pattern > 0, pattern, 1))
    # Rounding may leave a share a little above 1, and -0.0 is printed with its sign.
    return np.clip(-(_square(pattern) * logs).sum(-1), 0, None) + 0.0


def previous_token_score(pattern: Floats) -> Floats:
    """(...,) mean attention from each position but the first to the one before it; 0 for a single token.

    The second position's previous token is also the first of all: a head that rests there scores a little here too.
    """
    return _mean(np.diagonal(_square(pattern), offset=-1, axis1=-2, axis2=-1))


def first_position_score(pattern: Floats) -> Floats:
    """(...,) mean attention from each position but the first to the first; 0 for a single token.

    High in heads that rest there when they find nothing to read: an attention sink (Xiao et al. 2023).
    """
    return _mean(_square(pattern)[..., 1:, 0])


def induction_score(pattern: Floats, period: int) -> Floats:
    """(...,) on a text of `period` tokens said twice: mean attention from each token of the second time to the one that
    came after the same token the first time (Olsson et al. 2022); 0 where nothing is said a second time.

    The tokens should be random ones, so that nothing but the repetition says what comes.
    """
    if period < 2:
        raise ValueError(f"period is {period}: with one token over and over, what came after it is the query itself")
    # This diagonal starts at the last token of the first time, which has not been there before.
    return _mean(np.diagonal(_square(pattern), offset=1 - period, axis1=-2, axis2=-1)[..., 1:])


def _square(pattern: Floats) -> Floats:
    if pattern.ndim < 2 or pattern.shape[-1] != pattern.shape[-2]:
        raise ValueError(f"a pattern is (..., T, T), not {pattern.shape}")
    return pattern


def _mean(shares: Floats) -> Floats:
    """Over the last axis; 0 where it is empty."""
    return shares.mean(-1) if shares.shape[-1] else np.zeros(shares.shape[:-1], shares.dtype)
