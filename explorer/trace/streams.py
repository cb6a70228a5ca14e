"""The residual stream of one pass and its logits, and nothing else: a tenth of a trace, for texts of any length."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from explorer.models.forward import forward
from explorer.models.hooks import Change, Recorder, recording
from explorer.models.model import Model
from explorer.trace.edits import Edit, changes_of

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Streams:
    """What a Trace says of the stream, without what lies between."""

    layers: tuple[Floats, ...]
    """n_layers + 1 of (T, D): the embeddings, and the stream after each block."""
    logits: Floats
    """(T, V)"""

    def __post_init__(self) -> None:
        if any(len(layer) != len(self.logits) for layer in self.layers):
            raise ValueError(f"streams of {[len(layer) for layer in self.layers]} positions, {len(self.logits)} logits")

    def resid(self, layer: int) -> Floats:
        """(T, D) after so many blocks."""
        return self.layers[layer]


class _Only(Recorder):
    """Keeps what it was asked for."""

    def __init__(self, wanted: Collection[str], changes: Mapping[str, Change]) -> None:
        super().__init__(changes)
        self._wanted = wanted

    def see(self, name: str, tensor: Tensor) -> Tensor:
        tensor = self.changed(name, tensor)
        if name in self._wanted:
            self.seen[name] = tensor
        return tensor


def streams(model: Model, ids: Sequence[int], edits: Sequence[Edit] = ()) -> Streams:
    """Of one pass."""
    names = ["blocks.0.hook_resid_pre", *(f"blocks.{at}.hook_resid_post" for at in range(model.shape.n_layers))]
    with recording(_Only(names, changes_of(edits, len(ids)))) as recorder:
        logits = forward(model.module, ids)
    return Streams(tuple(recorder.seen[name][0].float().numpy() for name in names), logits.numpy())
