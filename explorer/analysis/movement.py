"""How far what a model computes of a text has moved, from one model to another of the same shape."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from explorer.trace import Trace

Floats = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Movement:
    """Means over the positions of a text. A distance is relative, ‖after − before‖ / ‖before‖: 0 where nothing moved;
    a cosine is 1 where the direction is the same."""

    heads: Floats
    """(L, H) of what each head writes into the stream; `heads_cosine` the same."""
    heads_cosine: Floats
    mlp: Floats
    """(L,) of what each MLP writes."""
    mlp_cosine: Floats
    stream: Floats
    """(L + 1,) of the residual stream: at first the embeddings, then after each layer."""
    stream_cosine: Floats


def movement(before: "Trace", after: "Trace", weights: "Callable[[Trace, int], NDArray[np.float32]]") -> Movement:
    """weights: (H · d_head, D) by which the heads of a layer write. Both traces are of the same ids."""
    if before.ids != after.ids:
        raise ValueError("the two traces are not of the same ids")
    layers = range(before.shape.n_layers)
    heads = [
        compared(*(_written(trace, layer, weights(trace, layer)) for trace in (before, after))) for layer in layers
    ]
    mlps = [compared(*(trace[f"blocks.{layer}.hook_mlp_out"] for trace in (before, after))) for layer in layers]
    stream = [compared(before.resid(n), after.resid(n)) for n in range(before.shape.n_layers + 1)]
    (h, hc), (m, mc), (s, sc) = (map(np.stack, zip(*pairs, strict=True)) for pairs in (heads, mlps, stream))
    return Movement(h, hc, m, mc, s, sc)


def compared(before: NDArray[np.floating], after: NDArray[np.floating]) -> tuple[Floats, Floats]:
    """(..., T, D) both -> (...,) the mean relative distance and the mean cosine of their rows.

    >>> [float(value) for value in compared(np.array([[3.0, 4.0]]), np.array([[6.0, 8.0]]))]
    [1.0, 1.0]
    """
    old, new = before.astype(np.float64), after.astype(np.float64)
    lengths, others = (np.linalg.norm(rows, axis=-1) for rows in (old, new))
    apart = np.linalg.norm(new - old, axis=-1)
    distance = np.where(lengths > 0, apart / np.where(lengths > 0, lengths, 1), np.where(apart > 0, np.inf, 0.0))
    product = lengths * others
    same = np.where(apart == 0, 1.0, 0.0)
    cosine = np.where(product > 0, (old * new).sum(-1) / np.where(product > 0, product, 1), same)
    return distance.mean(-1), cosine.mean(-1)


def _written(trace: "Trace", layer: int, weights: NDArray[np.float32]) -> NDArray[np.float32]:
    """(H, T, D)"""
    z = trace[f"blocks.{layer}.attn.hook_z"]
    return np.einsum("htd,hdm->htm", z, weights.reshape(len(z), z.shape[-1], -1))
