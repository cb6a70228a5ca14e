"""What the neurons of an MLP write into the residual stream."""

import numpy as np
import torch
from numpy.typing import NDArray

from explorer.models.architectures import blocks_of, parts_of
from explorer.models.measure import frozen
from explorer.models.model import Model


def mlp_out_weights(model: Model, layer: int) -> NDArray[np.float32]:
    """(d_mlp, D), read-only: row i times the activation of neuron i is its share of what the MLP adds.

    Where a norm stands between (Gemma 2), that norm still scales what comes out, dimension by dimension.
    """
    parts = parts_of(model.module.config)
    down = blocks_of(model.module, parts)[layer].get_submodule(parts.mlp_post)
    weight = down.get_parameter("weight")
    # GPT-2's Conv1D keeps its weight the other way round.
    return frozen(weight.T if isinstance(down, torch.nn.Linear) else weight)
