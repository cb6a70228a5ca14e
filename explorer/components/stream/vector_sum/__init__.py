"""Vectors as strips of colour that add up."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.components.frame.theme import shown
from explorer.components.untyped import mount
from explorer.figures.palette import palette
from explorer.figures.pooling import floats32


@dataclass(frozen=True, eq=False)
class Strip:
    sign: str
    """What stands before it: "", "+", "=" or "→"."""
    label: str
    values: NDArray[np.float32]
    """(D,)"""

    def __post_init__(self) -> None:
        if self.values.ndim != 1:
            raise ValueError(f"a strip shows one vector, not {self.values.shape}")


def vector_sum(strips: Sequence[Strip], *, key: str, limit: float, labels: Mapping[str, str]) -> None:
    """Orange for below zero, blue for above, full colour from `limit` on; exact values are read under the pointer."""
    data = {
        "strips": [{"sign": strip.sign, "label": strip.label, "values": floats32(strip.values)} for strip in strips],
        "range": limit,
        "peak": int(np.abs(strips[-1].values).argmax()),
        "scale": palette(shown()).change_scale,
        "labels": dict(labels),
    }
    mount("vector_sum", key=key, data=data)


def color_limit(strips: Sequence[Strip]) -> float:
    """The size that nearly all values stay below, so that a few extreme ones do not bleach the rest."""
    sizes = np.abs(np.concatenate([strip.values for strip in strips]))
    return float(np.quantile(sizes, 0.99)) or 1.0
