"""Neurons: the units of an MLP."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from explorer.trace import Trace


def strongest_neurons(
    trace: "Trace", layer: int, position: int, k: int = 10
) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
    """(k,) indices and (k,) activations of the neurons with the largest absolute activation, largest first.

    Of equal ones the lowest index comes first; k beyond d_mlp gives all.
    """
    if k < 1:
        raise ValueError(f"k must be at least 1, not {k}")
    activations = trace[f"blocks.{layer}.mlp.hook_post"][position]
    best = np.argsort(-np.abs(activations), kind="stable")[:k]
    return best, activations[best]
