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
    layers: tuple[int, ...]
    """Those that turn so, from 0 on: the others turn at another speed (Gemma 3) or not at all (SmolLM3)."""

    def __post_init__(self) -> None:
        if not 1 <= len(self.frequencies) <= self.pairs:
            raise ValueError(f"{len(self.frequencies)} frequencies do not turn {self.pairs} pairs")


def rotary_of(model: Model) -> Rotary | None:
    """The model's own frequencies, read from its buffers; of several kinds of layer, those of one kind."""
    found = (buffer for buffer in model.module.named_buffers() if buffer[0].endswith("inv_freq"))
    name, first = next(found, ("", None))
    if first is None:
        return None
    kind = name.rpartition(".")[2].removesuffix("inv_freq").rstrip("_")
    return Rotary(frozen(first.float()), model.shape.d_head // 2, _layers(model, kind))


def _layers(model: Model, kind: str) -> tuple[int, ...]:
    """The layers of a kind, all where there is but one (""), without those that are told no positions."""
    config = model.module.config.get_text_config()
    kinds = getattr(config, "layer_types", None) if kind else None
    told = getattr(config, "no_rope_layers", None)  # SmolLM3: 1 where a layer turns
    return tuple(
        layer
        for layer in range(model.shape.n_layers)
        if (kinds is None or kinds[layer] == kind) and (told is None or told[layer])
    )
