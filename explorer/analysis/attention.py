"""What one head does for one query, step by step: q·k, scale, mask, softmax, and the weighted sum of the values.

Vaswani et al., Attention Is All You Need (2017), section 3.2.1: softmax(QKᵀ / √d_k) V, here for a single row of Q.
"""

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from explorer.trace import Trace

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Lookup:
    """The numbers of one query position in one head. K keys, as many as there are positions."""

    q: Floats
    """(d_head,) as attention uses it, after rotary positions where the model has them."""
    k: Floats
    """(K, d_head) as attention uses them; of the key head that this head reads."""
    v: Floats
    """(K, d_head)"""
    scale: float
    """Usually 1 / √d_head."""
    softcap: float | None
    """Scaled scores s become softcap · tanh(s / softcap) (Gemma 2)."""
    dots: Floats
    """(K,) q·k"""
    scaled: Floats
    """(K,) times the scale."""
    capped: Floats
    """(K,) after the softcap; the same as scaled where there is none."""
    scores: Floats
    """(K,) what the softmax takes, with a positional bias where there is one; -inf where masked."""
    weights: Floats
    """(K,) shares of attention: they sum to 1."""
    z: Floats
    """(d_head,) the sum of weights · v, computed here."""

    def __post_init__(self) -> None:
        n_keys, d_head = self.k.shape
        right = {"q": (d_head,), "k": (n_keys, d_head), "v": (n_keys, d_head), "z": (d_head,)}
        for field in fields(self):
            shape = right.get(field.name, (n_keys,))
            if field.name not in {"scale", "softcap"} and getattr(self, field.name).shape != shape:
                raise ValueError(f"{field.name} has shape {getattr(self, field.name).shape}, not {shape}")
        if not np.isclose(self.weights.sum(), 1, atol=1e-4):
            raise ValueError(f"shares of attention sum to {self.weights.sum():.4f}, not to 1")

    @property
    def seen(self) -> NDArray[np.bool_]:
        """(K,) the keys that the mask lets through."""
        return np.isfinite(self.scores)

    @property
    def biased(self) -> bool:
        """Whether a bias came in after the scale and the softcap."""
        return not np.array_equal(self.scores[self.seen], self.capped[self.seen])

    @property
    def mixed(self) -> Floats:
        """(K, d_head) weights · v, whose sum is z."""
        return self.weights[:, None] * self.v


def lookup(trace: "Trace", layer: int, head: int, position: int) -> Lookup:
    """Recomputed from the q, k and v of a run, in 64 bits, so that it can be held against the model's own z."""
    at, call = f"blocks.{layer}.attn", trace.calls[layer]
    q = trace[f"{at}.hook_q"][head, position]
    shared = key_head(head, trace.shape.n_heads, trace.shape.n_kv_heads)
    k, v = trace[f"{at}.hook_k"][shared], trace[f"{at}.hook_v"][shared]
    dots = k.astype(np.float64) @ q
    scaled = dots * call.scaling
    capped = scaled if call.softcap is None else call.softcap * np.tanh(scaled / call.softcap)
    biased = capped if call.bias is None else capped + call.bias[head, position]
    scores = np.where(visible(position, len(k), causal=call.causal, window=call.window), biased, -np.inf)
    weights = softmax(scores)
    numbers = (dots, scaled, capped, scores, weights, weights @ v)
    return Lookup(q, k, v, call.scaling, call.softcap, *(each.astype(np.float32) for each in numbers))


def visible(position: int, n_keys: int, *, causal: bool, window: int | None) -> NDArray[np.bool_]:
    """(K,) the keys that a query sees: none after it where the model is causal, none farther than a sliding window."""
    behind = position - np.arange(n_keys)
    seen = behind >= 0 if causal else np.ones(n_keys, dtype=bool)
    return seen if window is None else seen & (np.abs(behind) < window)


def key_head(head: int, n_heads: int, n_kv_heads: int) -> int:
    """The head of keys and values that a query head reads: neighbours share one in grouped-query attention.

    >>> [key_head(head, 4, 2) for head in range(4)]
    [0, 0, 1, 1]
    """
    return head * n_kv_heads // n_heads


def softmax(scores: NDArray) -> NDArray:
    """Shares that sum to 1; -inf gets none."""
    powers = np.exp(scores - scores.max())
    return powers / powers.sum()


def strongest(weights: Floats, n: int) -> NDArray[np.intp]:
    """The n keys with the largest shares, largest first; of equal ones the earlier."""
    return np.argsort(-weights, kind="stable")[:n]


def without_first(pattern: Floats) -> Floats:
    """(..., T, T) as if nobody could look at the first position: its share is dealt out over the others.

    Many heads rest there when they find nothing to read, which hides what little they do read (Xiao et al., Efficient
    Streaming Language Models with Attention Sinks, 2023). A row with nothing left is all zero.
    """
    rest = pattern.copy()
    rest[..., 0] = 0
    left = rest.sum(axis=-1, keepdims=True)
    # What float32 leaves of a share of 1 is no attention.
    return np.divide(rest, left, out=np.zeros_like(rest), where=left > 1e-6)
