"""Scores of attention heads, from their patterns (..., T, T): query positions are rows, key positions columns."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

REACH = 4
"""Positions that count as near: a token itself and those less than so many away."""


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


def prefix_matching_score(pattern: Floats, ids: Sequence[int]) -> Floats:
    """(...,) the induction score on any text: mean attention from each token that was there before to those that came
    after it then (Olsson et al. 2022); 0 where nothing is said twice.

    >>> prefix_matching_score(np.array([[1, 0, 0], [0, 1, 0], [0, 0.5, 0.5]]), (7, 8, 7)).tolist()
    0.5
    """
    # Column j of what is wanted: the token before j is the query's own.
    return _where(pattern, np.pad(_said_before(ids), ((0, 0), (1, 0)))[:, :-1])


def duplicate_token_score(pattern: Floats, ids: Sequence[int]) -> Floats:
    """(...,) mean attention from each token that was there before to where it was (Wang et al. 2022); 0 where nothing
    is said twice.

    >>> duplicate_token_score(np.array([[1, 0, 0], [0, 1, 0], [0.2, 0.5, 0.3]]), (7, 8, 7)).tolist()
    0.2
    """
    return _where(pattern, _said_before(ids))


def local_score(pattern: Floats) -> Floats:
    """(...,) mean attention to the token itself and those less than REACH positions away; 0 for texts so short that
    nothing is far. Rows with few keys to choose from do not count."""
    n = _square(pattern).shape[-1]
    near = np.abs(np.arange(n)[:, None] - np.arange(n)) < REACH
    return _mean(_looked_at(pattern, near)[..., 2 * REACH :])


def evenness(bits: Floats, *, causal: bool) -> Floats:
    """(...,) mean of a row's entropy against that of looking evenly at all it may see: 1 is perfectly even.

    bits: (..., T) the entropies of a pattern's rows. A query that sees one key alone does not count; 0 for a single
    token.
    """
    most = entropy(evenly(bits.shape[-1], causal=causal))
    return _mean((bits[..., most > 0] / most[most > 0]).astype(bits.dtype))


def evenly(n: int, *, causal: bool) -> Floats:
    """(n, n) the pattern of a head that looks at all it may see alike: what a score must be held against."""
    seen = np.tril(np.ones((n, n), np.float32)) if causal else np.ones((n, n), np.float32)
    return seen / seen.sum(-1, keepdims=True)


def repeats(ids: Sequence[int]) -> int:
    """Tokens that were there before: so many queries the two scores above rest on.

    >>> repeats((7, 8, 7, 7))
    2
    """
    return int(_said_before(ids).any(-1).sum())


def _said_before(ids: Sequence[int]) -> NDArray[np.bool_]:
    """(T, T) true where the key is an earlier place of the query's own token."""
    said = np.asarray(ids)
    return np.tril(said[:, None] == said, k=-1)


def _where(pattern: Floats, wanted: NDArray[np.bool_]) -> Floats:
    """Mean attention to the wanted keys, over the queries that have any."""
    return _mean(_looked_at(_square(pattern), wanted)[..., wanted.any(-1)])


def _looked_at(pattern: Floats, wanted: NDArray[np.bool_]) -> Floats:
    """(..., T) the attention of each query to the wanted keys, without a (..., T, T) in between."""
    return np.einsum("...qk,qk->...q", pattern, wanted.astype(pattern.dtype))


def _square(pattern: Floats) -> Floats:
    if pattern.ndim < 2 or pattern.shape[-1] != pattern.shape[-2]:
        raise ValueError(f"a pattern is (..., T, T), not {pattern.shape}")
    return pattern


def _mean(shares: Floats) -> Floats:
    """Over the last axis; 0 where it is empty."""
    return shares.mean(-1) if shares.shape[-1] else np.zeros(shares.shape[:-1], shares.dtype)
