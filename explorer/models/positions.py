"""How a model turns queries and keys by their positions, where it does (rotary positions)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.models.measure import frozen
from explorer.models.model import Model


@dataclass(frozen=True, eq=False)
class Rotary:
    frequencies: NDArray[np.float32]
    """(r,) radians by which a pair of dimensions turns from one position to the next."""
    pairs: int
    """Pairs of a head's dimensions: where there are more than r, the others are not turned."""

    def __post_init__(self) -> None:
        if not 1 <= len(self.frequencies) <= self.pairs:
            raise ValueError(f"{len(self.frequencies)} frequencies do not turn {self.pairs} pairs")


def rotary_of(model: Model) -> Rotary | None:
    """The model's own frequencies, read from its buffers; of several kinds of layer, those of the first."""
    found = (buffer for name, buffer in model.module.named_buffers() if name.endswith("inv_freq"))
    first = next(found, None)
    return None if first is None else Rotary(frozen(first.float()), model.shape.d_head // 2)
