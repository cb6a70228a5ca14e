"""Four ways of telling a model where a token stands, as one question: how near is position i to position j?"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
ALL = slice(None)
BASE = 10_000.0
"""Of the wave lengths, in Vaswani et al. (2017) and in Su et al. (2021)."""


def cosines(vectors: Floats, rows: slice = ALL) -> Floats:
    """(n, D) -> (n, n) the cosine of the angle between any two; of a vector of zeros with any other, 0."""
    wide = vectors.astype(np.float64)
    unit = wide / np.maximum(np.linalg.norm(wide, axis=-1, keepdims=True), 1e-30)
    return (unit[rows] @ unit.T).astype(np.float32)


def sinusoids(positions: NDArray[np.int64], d_model: int) -> Floats:
    """(n,) -> (n, D): sin(pos / 10000^(2i/D)) and, beside it, its cosine (Vaswani et al. 2017, section 3.5)."""
    waves = frequencies(d_model)
    angles = positions[:, None] * waves
    return np.stack([np.sin(angles), np.cos(angles)], -1).reshape(len(positions), -1).astype(np.float32)


def frequencies(d: int, base: float = BASE) -> NDArray[np.float64]:
    """(D // 2,) base^(−2i/D): radians a position, of the sinusoids as of RoPE."""
    return base ** (-2 * np.arange(d // 2) / d)


def rotated(positions: NDArray[np.int64], turning: NDArray[np.floating], pairs: int, rows: slice = ALL) -> Floats:
    """(n, n) what RoPE leaves of q · k where q = k and every pair of dimensions has the same length.

    A pair that turns by θ a position contributes cos((i − j)θ), one that is not turned 1 (Su et al. 2021, section 3.2).
    """
    steps = positions.astype(np.float64)[:, None] * turning.astype(np.float64)
    waves = np.concatenate([np.cos(steps), np.sin(steps)], -1)
    return ((waves[rows] @ waves.T + (pairs - len(turning))) / pairs).astype(np.float32)


def alibi_slopes(n_heads: int) -> NDArray[np.float64]:
    """(H,) how much less a key counts for each step that it lies back (Press et al. 2022, section 3).

    >>> alibi_slopes(4).tolist()
    [0.25, 0.0625, 0.015625, 0.00390625]
    """
    whole = 1 << (n_heads.bit_length() - 1)
    slopes = 2.0 ** (-8 * np.arange(1, whole + 1) / whole)
    if whole == n_heads:
        return slopes
    finer = 2.0 ** (-4 * np.arange(1, 2 * (n_heads - whole), 2) / whole)
    return np.concatenate([slopes, finer])


def alibi(positions: NDArray[np.int64], slope: float) -> Floats:
    """(n, n) e^(−slope · (i − j)): what ALiBi's bias leaves of a key's weight; NaN for keys that come later."""
    back = positions[:, None] - positions
    return np.where(back >= 0, np.exp(-slope * np.maximum(back, 0)), np.nan).astype(np.float32)
