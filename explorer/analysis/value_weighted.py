"""How long the vectors are that attention really adds: ‖αf(x)‖, where f(x) is what a head would write of a token.

Kobayashi et al., Attention is Not Only a Weight: Analyzing Transformers with Vector Norms (2020), section 3.
"""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.attention import key_head

if TYPE_CHECKING:
    from explorer.trace import Trace

Floats = NDArray[np.float32]


def written(trace: "Trace", layer: int, head: int, W_O: Floats) -> Floats:
    """(T, D) what a head writes of each key position at a share of 1: (x W_V + b_V) W_O.

    `W_O`: (H · d_head, D) of the layer, head after head. Its bias belongs to no head, and a norm after it (Gemma,
    OLMo 2) is left out.
    """
    shape = trace.shape
    rows = slice(head * shape.d_head, (head + 1) * shape.d_head)
    values = trace[f"blocks.{layer}.attn.hook_v"][key_head(head, shape.n_heads, shape.n_kv_heads)]
    return values @ W_O[rows]


def weighted_norms(pattern: Floats, written: Floats) -> Floats:
    """(T, T) shares and (T, D) what is written -> (T, T) ‖αf(x)‖.

    >>> weighted_norms(np.array([[1.0, 0.0], [0.5, 0.5]]), np.array([[3.0, 4.0], [0.0, 2.0]])).tolist()
    [[5.0, 0.0], [2.5, 1.0]]
    """
    return pattern * np.linalg.norm(written, axis=-1)


def as_shares(norms: Floats) -> Floats:
    """(..., T, T) each row divided by its sum, so that it can be held against the pattern; all zero stays so."""
    whole = norms.sum(-1, keepdims=True)
    return np.divide(norms, whole, out=np.zeros_like(norms), where=whole > 0)
