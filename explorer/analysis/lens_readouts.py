"""Everything that a lens says of a place: its words, how sure it is, how far from the output, and one token's rank."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.lenses import ROWS, Translation, logits_after, top_k
from explorer.analysis.surprisal import log_probs

if TYPE_CHECKING:
    from explorer.models.unembedding import Unembedding
    from explorer.trace import Trace

Doubles = NDArray[np.float64]
BITS = float(np.log2(np.e))
"""In a nat."""


@dataclass(frozen=True, eq=False)
class LensReadout:
    """(L+1, positions, …): row 0 reads the embeddings, the last row is the model's own output."""

    ids: NDArray[np.int64]
    """(…, k) the likeliest tokens, likeliest first."""
    probs: NDArray[np.float32]
    """(…, k) over the whole vocabulary."""
    entropy: Doubles
    """In bits: how undecided the reading is."""
    divergence: Doubles
    """KL(output ‖ reading) in bits: how far it is from what the model says in the end."""
    ranks: NDArray[np.int64]
    """(…, tokens) of each followed token, 1 = likeliest; equals share a rank."""
    shares: Doubles
    """(…, tokens) their probabilities."""

    def __post_init__(self) -> None:
        places = self.entropy.shape
        if any(array.shape[:2] != places for array in (self.ids, self.probs, self.divergence, self.ranks, self.shares)):
            raise ValueError(f"the readings of {places} places do not all have that shape")


def lens_readouts(
    trace: "Trace",
    unembedding: "Unembedding",
    *,
    positions: Sequence[int],
    k: int,
    follow: Sequence[int] = (),
    translation: Translation | None = None,
) -> LensReadout:
    """Of every layer at some positions; `follow`: tokens whose ranks and probabilities are asked for."""
    parts = [positions[start : start + ROWS] for start in range(0, len(positions), ROWS)]
    read = [_part(trace, unembedding, part, k, list(follow), translation) for part in parts]
    return LensReadout(*(np.concatenate(arrays, axis=1) for arrays in zip(*read, strict=True)))


def _part(
    trace: "Trace",
    unembedding: "Unembedding",
    positions: Sequence[int],
    k: int,
    follow: list[int],
    translation: Translation | None,
) -> tuple[NDArray, ...]:
    n_layers = trace.shape.n_layers
    output = log_probs(trace.logits[list(positions)])
    rows = []
    for layer in range(n_layers + 1):
        logits = logits_after(trace, unembedding, layer, positions, translation)
        logs = output if layer == n_layers else log_probs(logits)
        rows.append((*top_k(logits, k), _entropy(logs), _divergence(output, logs), *_followed(logits, logs, follow)))
    return tuple(np.stack(arrays) for arrays in zip(*rows, strict=True))


def _entropy(logs: Doubles) -> Doubles:
    """(n, V) -> (n,) in bits; what cannot come costs nothing."""
    probs = np.exp(logs)
    return -BITS * np.multiply(probs, logs, where=probs > 0, out=np.zeros_like(logs)).sum(-1)


def _divergence(output: Doubles, logs: Doubles) -> Doubles:
    """(n, V) twice -> (n,) in bits; rounding below zero is zero."""
    probs = np.exp(output)
    apart = np.subtract(output, logs, where=probs > 0, out=np.zeros_like(output))
    return np.maximum(0, BITS * (probs * apart).sum(-1))


def _followed(logits: NDArray[np.floating], logs: Doubles, follow: list[int]) -> tuple[NDArray[np.int64], Doubles]:
    """(n, tokens) ranks and probabilities."""
    ranks = [1 + np.count_nonzero(logits > logits[:, [token]], axis=-1) for token in follow]
    return np.stack(ranks, -1) if ranks else np.empty((len(logits), 0), np.int64), np.exp(logs[:, follow])
