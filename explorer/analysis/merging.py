"""A pattern between words or sentences, from that between their tokens."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def merged(pattern: Floats, keys: Sequence[range], queries: Sequence[range] | None = None) -> Floats:
    """(..., Q, K) -> (..., U, W) for U groups of neighbouring queries and W of keys: shares of keys are added up, those
    of queries averaged, so that rows still sum to 1 (Clark et al., What Does BERT Look At?, 2019, section 4.1).

    queries: None where the two are the same positions.

    >>> merged(np.array([[1.0, 0.0, 0.0], [0.5, 0.5, 0.0], [0.2, 0.2, 0.6]]), [range(2), range(2, 3)]).tolist()
    [[1.0, 0.0], [0.4, 0.6]]
    """
    of_keys, of_queries = _starts(keys, pattern.shape[-1]), _starts(queries or keys, pattern.shape[-2])
    sizes = np.diff([*of_queries, pattern.shape[-2]]).astype(pattern.dtype)
    added = np.add.reduceat(pattern, of_keys, axis=-1)
    return (np.add.reduceat(added, of_queries, axis=-2) / sizes[:, None]).astype(pattern.dtype)


def _starts(groups: Sequence[range], n: int) -> list[int]:
    starts = [group.start for group in groups]
    if starts[:1] != [0] or [group.stop for group in groups] != [*starts[1:], n]:
        raise ValueError(f"the groups do not cover {n} positions one after another: {list(groups)[:4]}…")
    return starts
