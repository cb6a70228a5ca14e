"""A pattern between words or sentences, from that between their tokens."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def merged(pattern: Floats, groups: Sequence[range]) -> Floats:
    """(..., T, T) -> (..., U, U) for U groups of neighbouring positions: shares of keys are added up, those of queries
    averaged, so that rows still sum to 1 (Clark et al., What Does BERT Look At?, 2019, section 4.1).

    >>> merged(np.array([[1.0, 0.0, 0.0], [0.5, 0.5, 0.0], [0.2, 0.2, 0.6]]), [range(2), range(2, 3)]).tolist()
    [[1.0, 0.0], [0.4, 0.6]]
    """
    n = pattern.shape[-1]
    starts = [group.start for group in groups]
    if starts[:1] != [0] or [group.stop for group in groups] != [*starts[1:], n]:
        raise ValueError(f"the groups do not cover {n} positions one after another: {list(groups)[:4]}…")
    sizes = np.diff([*starts, n]).astype(pattern.dtype)
    keys = np.add.reduceat(pattern, starts, axis=-1)
    return (np.add.reduceat(keys, starts, axis=-2) / sizes[:, None]).astype(pattern.dtype)
