"""How long the residual stream's vectors are, and what each block adds to them."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from explorer.trace import Trace


def residual_norms(trace: "Trace") -> NDArray[np.float32]:
    """(L+1, T) Euclidean length of the stream after each number of blocks; row 0 is the embeddings."""
    return np.stack([np.linalg.norm(trace.resid(layer), axis=-1) for layer in range(trace.shape.n_layers + 1)])


def added_norms(trace: "Trace") -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """((L, T), (L, T)) length of what each block's attention and MLP add to the stream."""
    attention, mlp = (
        np.stack([np.linalg.norm(trace[f"blocks.{layer}.{name}"], axis=-1) for layer in range(trace.shape.n_layers)])
        for name in ("hook_attn_out", "hook_mlp_out")
    )
    return attention, mlp
