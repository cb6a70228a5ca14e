"""The logit lens (nostalgebraist 2020): what the model would say if it stopped after a layer.

And the tuned lens (Belrose et al. 2023): the same after a translation of that layer's stream into the last one's terms.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.largest import largest

if TYPE_CHECKING:
    from explorer.models.unembedding import Unembedding
    from explorer.trace import Trace

Floats = NDArray[np.float32]
Translation = Callable[[int, Floats], Floats]
"""Layer and stream (n, D) to stream (n, D): a tuned lens. None reads the stream as it is."""

ROWS = 64
"""Positions unembedded at once: the logits of a long prompt, a large vocabulary and all layers would be gigabytes."""


@dataclass(frozen=True, eq=False)
class Lens:
    """Readings at the chosen layers and positions, in the order in which they were asked for."""

    ids: NDArray[np.int64]
    """(layers, positions, k) the likeliest tokens, likeliest first; row 0 is the embeddings."""
    probs: Floats
    """(layers, positions, k) over the whole vocabulary."""

    def __post_init__(self) -> None:
        if self.ids.ndim != 3 or self.ids.shape != self.probs.shape:
            raise ValueError(f"ids {self.ids.shape} and probs {self.probs.shape} must be (layers, positions, k)")


def logit_lens(
    trace: "Trace",
    unembedding: "Unembedding",
    *,
    layers: Sequence[int] | None = None,
    positions: Sequence[int] | None = None,
    k: int = 1,
) -> Lens:
    """The k likeliest tokens by the residual stream after each of `layers` blocks, at each of `positions`.

    Without `layers` these are 0, the embeddings, to n_layers, the model's own output; without `positions`, all.
    """
    n_layers, n_positions = trace.shape.n_layers, len(trace.ids)
    layers = _inside("layer", range(n_layers + 1) if layers is None else layers, n_layers + 1)
    positions = _inside("position", range(n_positions) if positions is None else positions, n_positions)
    shape = len(layers), len(positions), k
    ids, probs = np.empty(shape, np.int64), np.empty(shape, np.float32)
    for row, layer in enumerate(layers):
        for part in _parts(len(positions)):
            ids[row, part], probs[row, part] = top_k(logits_after(trace, unembedding, layer, positions[part]), k)
    return Lens(ids, probs)


def _inside(name: str, asked: Sequence[int], n: int) -> list[int]:
    outside = [place for place in asked if not 0 <= place < n]
    if outside:
        raise ValueError(f"{name} {outside[0]} is outside 0 to {n - 1}")
    return list(asked)


def _parts(n: int) -> Iterator[slice]:
    return (slice(start, start + ROWS) for start in range(0, n, ROWS))


def logits_after(
    trace: "Trace",
    unembedding: "Unembedding",
    layer: int,
    positions: Sequence[int],
    translation: Translation | None = None,
) -> Floats:
    """(positions, V); after the last layer the model's own, to the last bit."""
    positions = list(positions)
    if layer == trace.shape.n_layers:
        return trace.logits[positions]
    stream = trace.resid(layer)[positions]
    return unembedding(stream if translation is None else translation(layer, stream))


def top_k(logits: Floats, k: int) -> tuple[NDArray[np.int64], Floats]:
    """(rows, V) -> (rows, k) and (rows, k); of the equal ones among them the lowest id first."""
    if not 1 <= k <= logits.shape[-1]:
        raise ValueError(f"k is {k}: choose 1 to {logits.shape[-1]}, the size of the vocabulary")
    best = np.stack([largest(row, k) for row in logits]) if k > 1 else logits.argmax(-1)[:, None]
    powers = np.exp(logits - np.take_along_axis(logits, best[:, :1], -1))
    return best, np.take_along_axis(powers, best, -1) / powers.sum(-1, keepdims=True)
