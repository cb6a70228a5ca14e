"""Everything that a lens says of a place: its words, how sure it is, how far from the output, and one token's rank."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.lenses import ROWS, Floats, Translation, top_k
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
    n_layers, n = trace.shape.n_layers, len(positions)
    own = trace.logits[list(positions)]
    # Row by row: a vocabulary's numbers stay in the processor's cache, those of many rows do not.
    output = [log_probs(row) for row in own]
    probs = [np.exp(logs) for logs in output]
    streams = [_stream(trace, layer, positions, translation) for layer in range(n_layers)]
    logits = chain(_unembedded(unembedding, np.concatenate(streams)), own)
    read = [_row(row, probs[at % n], output[at % n], k, follow) for at, row in enumerate(logits)]
    return tuple(np.reshape(values, (n_layers + 1, n, *np.shape(values[0]))) for values in zip(*read, strict=True))


def _stream(trace: "Trace", layer: int, positions: Sequence[int], translation: Translation | None) -> Floats:
    stream = trace.resid(layer)[list(positions)]
    return stream if translation is None else translation(layer, stream)


def _unembedded(unembedding: "Unembedding", streams: Floats) -> Iterator[Floats]:
    """(n, D) -> n times (V,): several layers in one product, for the vocabulary's matrix is what takes time to load."""
    for start in range(0, len(streams), unembedding.at_once):
        yield from unembedding(streams[start : start + unembedding.at_once])


def _row(logits: Floats, probs: Doubles, output: Doubles, k: int, follow: list[int]) -> tuple[NDArray | float, ...]:
    """(V,) three times: what is read, and the probabilities and their logarithms that the model gives in the end."""
    logs = log_probs(logits)
    ids, shares = top_k(logits[None], k)
    ranks = [1 + np.count_nonzero(logits > logits[token]) for token in follow]
    entropy = -BITS * _mean(np.exp(logs), logs)
    # Rounding below zero is zero.
    divergence = max(0.0, BITS * (_mean(probs, output) - _mean(probs, logs)))
    return ids[0], shares[0], entropy, divergence, np.array(ranks, np.int64), np.exp(logs[follow])


def _mean(probs: Doubles, values: Doubles) -> float:
    """(V,) twice: what cannot come counts nothing, not even if its value is infinite."""
    # einsum takes one core; a product of so few numbers is not worth waking another for.
    found = float(np.einsum("v,v", probs, values))
    return found if np.isfinite(found) else float(probs[probs > 0] @ values[probs > 0])
