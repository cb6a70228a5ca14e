"""Attention rollout: how much of each position's stream would come from each token, if attention were all there is.

Abnar and Zuidema, Quantifying Attention Flow in Transformers (2020), section 3.
"""

from collections.abc import Iterable, Iterator

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


def rollout(patterns: Iterable[Floats]) -> Iterator[Floats]:
    """(H, T, T) a layer -> (T, T) after each layer: row t says where position t's stream comes from; rows sum to 1.

    A block's output is taken to be half of what the stream was and half of what the heads, all alike, mixed in. The
    values, W_O, the norms and the MLPs are left out.

    >>> [after.tolist() for after in rollout([np.array([[[1, 0], [1, 0]]]), np.array([[[1, 0], [0, 1]]])])]
    [[[1.0, 0.0], [0.5, 0.5]], [[1.0, 0.0], [0.5, 0.5]]]
    """
    came = np.eye(1, dtype=np.float32)
    for layer, pattern in enumerate(patterns):
        step = pattern.mean(0) / 2
        step[np.diag_indices(len(step))] += 0.5
        came = step @ came if layer else step
        yield came
