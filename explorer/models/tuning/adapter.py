"""What was learnt, without the model that it was learnt on: two thin matrices for each one that they change."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import sqrt

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Adapter:
    """A low-rank update: W becomes W + scale · B A."""

    rank: int
    alpha: float
    base: str
    """The name of the model that it belongs to."""
    fingerprint: str
    """Of that model; "" where whoever made it did not say."""
    pairs: Mapping[str, tuple[Floats, Floats]]
    """By the dotted path of a linear layer: A (r, in) and B (out, r)."""
    by_root: bool = False
    """Whether the scale is alpha / √rank (rsLoRA) and not alpha / rank."""
    turned: bool = False
    """Whether its layers keep their matrices the other way round (GPT-2's Conv1D); peft wants to be told."""

    def __post_init__(self) -> None:
        for path, (a, b) in self.pairs.items():
            if a.ndim != 2 or b.ndim != 2 or a.shape[0] != self.rank or b.shape[1] != self.rank:
                raise ValueError(f"{path}: {a.shape} and {b.shape} are no update of rank {self.rank}")

    @property
    def scale(self) -> float:
        return self.alpha / (sqrt(self.rank) if self.by_root else self.rank)

    @property
    def n_parameters(self) -> int:
        return sum(a.size + b.size for a, b in self.pairs.values())

    @property
    def n_bytes(self) -> int:
        return 4 * self.n_parameters

    def update(self, path: str) -> Floats:
        """(out, in): what is added to the matrix of this layer."""
        a, b = self.pairs[path]
        return (self.scale * (b @ a)).astype(np.float32)
