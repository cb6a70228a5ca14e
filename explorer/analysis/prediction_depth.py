"""When a reading that changes from layer to layer stops changing: the depth at which a prediction is made.

After "prediction depth" of Baldock et al. (2021), with the logit lens in the place of their probes.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

import numpy as np
from numpy.typing import NDArray

from explorer.models.cores import cores

if TYPE_CHECKING:
    from explorer.models.unembedding import Unembedding

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
Definition = Literal["likeliest", "three", "half"]
DEFINITIONS: tuple[Definition, ...] = ("likeliest", "three", "half")
"""What a token has to be from its depth on: the likeliest, among the three likeliest, more than half of all."""
AMONG, HALF = 3, 0.5


class Stack(Protocol):
    """What a pass left behind, such as a Trace."""

    @property
    def logits(self) -> Floats:
        """(T, V)"""
        ...

    def resid(self, layer: int) -> Floats:
        """(T, D) after so many blocks."""
        ...


@dataclass(frozen=True, eq=False)
class Depths:
    """Of n positions and S tokens at each: how many blocks it takes until the reading stays what it is in the end."""

    layers: NDArray[np.int64]
    """(definitions, n, S) from 0, the embeddings, to n_layers; n_layers + 1 where it is not so even in the end."""
    n_layers: int
    apart: float
    """The largest difference between a probability that the lens reads after the last block and the model's own."""

    def __post_init__(self) -> None:
        if self.layers.ndim != 3 or len(self.layers) != len(DEFINITIONS):
            raise ValueError(f"depths {self.layers.shape} are not ({len(DEFINITIONS)}, positions, tokens)")

    @property
    def never(self) -> int:
        """Stands for no depth; deeper than all."""
        return self.n_layers + 1


def settled_from(ids: NDArray[np.integer]) -> int:
    """(L+1,) one id a row -> the first row from which on it is the last row's id without a break.

    >>> settled_from(np.array([5, 7, 2, 7, 7]))
    3
    """
    differs = np.flatnonzero(ids != ids[-1])
    return int(differs[-1]) + 1 if differs.size else 0


def prediction_depths(
    stack: Stack, unembedding: "Unembedding", n_layers: int, positions: Sequence[int], tokens: NDArray[np.integer]
) -> Depths:
    """`tokens`: (n, S), asked about at each of n `positions`.

    From the last layer down, and only the positions at which something still holds: most predictions are made late, so
    that a third of the readings is enough. Of those left as many layers are read at once as make a product large
    enough to be fast.
    """
    places, rows = np.asarray(positions, np.int64), unembedding.at_once
    layers = np.full((len(DEFINITIONS), *tokens.shape), n_layers + 1, np.int64)
    with cores.given(len(places) * n_layers * unembedding.W_U.size / 3):
        holds, apart = _at_the_end(stack, unembedding, n_layers, places, tokens)
        layers[holds] = n_layers
        below = n_layers
        while below and holds.any():
            left = np.flatnonzero(holds.any((0, 2)))
            block = range(max(0, below - max(1, rows // len(left))), below)
            found = _reached_in(stack, unembedding, block, places[left], tokens[left], rows)
            for layer in reversed(block):
                holds[:, left] &= found[layer - block.start]
                layers[holds] = layer
            below = block.start
    return Depths(layers, n_layers, apart)


def _reached_in(
    stack: Stack,
    unembedding: "Unembedding",
    block: range,
    places: NDArray[np.int64],
    tokens: NDArray[np.integer],
    rows: int,
) -> list[Bools]:
    """What holds after each of a block of layers: (definitions, n, S) each."""
    streams = np.concatenate([stack.resid(layer)[places] for layer in block])
    asked = np.tile(tokens, (len(block), 1))
    parts = [slice(start, start + rows) for start in range(0, len(streams), rows)]
    found = np.concatenate([reached(unembedding(streams[part]), asked[part]) for part in parts], axis=1)
    return np.split(found, len(block), axis=1)


def reached(logits: Floats, tokens: NDArray[np.integer]) -> Bools:
    """(n, V) and (n, S) -> (definitions, n, S): which of them hold; equals share a rank."""
    found = np.zeros((len(DEFINITIONS), *tokens.shape), bool)
    # Row by row: a vocabulary's logits stay in the processor's cache, those of many rows do not.
    for at, (row, asked) in enumerate(zip(logits, tokens, strict=True)):
        for column, own in enumerate(row[asked]):
            ahead = np.count_nonzero(row > own)
            half = ahead == 0 and np.exp(row - own).sum(dtype=np.float64) < 1 / HALF
            found[:, at, column] = ahead == 0, ahead < AMONG, half
    return found


def _at_the_end(
    stack: Stack, unembedding: "Unembedding", n_layers: int, places: NDArray[np.int64], tokens: NDArray[np.integer]
) -> tuple[Bools, float]:
    """What holds of the model's own output, and how far the lens after the last block is from that."""
    holds, apart, stream = [], 0.0, stack.resid(n_layers)
    rows = unembedding.at_once
    for part in (slice(start, start + rows) for start in range(0, len(places), rows)):
        own = stack.logits[places[part]]
        holds.append(reached(own, tokens[part]))
        apart = max(apart, float(np.abs(_probs(unembedding(stream[places[part]])) - _probs(own)).max()))
    return np.concatenate(holds, axis=1), apart


def _probs(logits: Floats) -> Floats:
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)
