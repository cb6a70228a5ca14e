"""The logit lens (nostalgebraist 2020): what the model would say if it stopped after a layer."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from explorer.models.model import Unembedding
    from explorer.trace import Trace


@dataclass(frozen=True)
class Lens:
    ids: NDArray[np.int64]
    """(layers, positions, k) the likeliest tokens, likeliest first; row 0 is the embeddings."""
    probs: NDArray[np.float32]
    """(layers, positions, k) over the whole vocabulary."""


def logit_lens(
    trace: "Trace",
    unembedding: "Unembedding",
    *,
    layers: Sequence[int] | None = None,
    positions: Sequence[int] | None = None,
    k: int = 1,
) -> Lens:
    """The k likeliest tokens by the residual stream after each of `layers` blocks, at each of `positions`."""
    chosen = range(trace.shape.n_layers + 1) if layers is None else layers
    rows = slice(None) if positions is None else list(positions)
    stream = np.stack([trace.resid(layer)[rows] for layer in chosen])
    logits = unembedding(stream)
    logits = logits - logits.max(-1, keepdims=True)
    np.exp(logits, out=logits)
    best = np.argpartition(logits, -k, axis=-1)[..., -k:]
    shares = np.take_along_axis(logits, best, -1) / logits.sum(-1, keepdims=True)
    order = np.argsort(-shares, axis=-1)
    return Lens(np.take_along_axis(best, order, -1), np.take_along_axis(shares, order, -1))
