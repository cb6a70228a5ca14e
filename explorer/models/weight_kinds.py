"""A model's weights sorted by layer and by what they do, as sums of squares: what lengths and distances are made of."""

from collections.abc import Iterable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from explorer.models.architectures import blocks_of, parts_of
from explorer.models.model import Model
from explorer.models.weight_changes import mlp_matrices, projections

Floats = NDArray[np.float64]

KINDS = ("q", "k", "v", "o", "in", "out", "rest")
"""The four matrices of attention, what leads into an MLP and out of it, and norms and biases."""


@torch.no_grad()
def squares_by_kind(model: Model) -> Floats:
    """(L, 7) the sum of the squares of each layer's weights of each of KINDS."""
    return np.array([_layer(model, layer) for layer in range(model.shape.n_layers)])


def _layer(model: Model, layer: int) -> list[float]:
    parts = parts_of(model.module.config)
    block = blocks_of(model.module, parts)[layer]
    found = {kind: squares([one]) for kind, one in projections(model, layer).items()}
    down = block.get_submodule(parts.mlp_post).get_parameter("weight")
    found["out"] = squares([down])
    found["in"] = squares(one for one in mlp_matrices(block, parts) if one is not down)
    matrices = squares(one for one in block.parameters() if one.ndim == 2)
    found["o"] = matrices - sum(found.values())  # the only matrix that is left
    found["rest"] = squares(one for one in block.parameters() if one.ndim != 2)
    return [found[kind] for kind in KINDS]


def squares(tensors: Iterable[Tensor]) -> float:
    """The sum of the squares of all their numbers."""
    return sum(float(torch.linalg.vector_norm(one.detach(), dtype=torch.float64)) ** 2 for one in tensors)
