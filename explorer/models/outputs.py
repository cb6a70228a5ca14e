"""The matrices by which heads and neurons write into the residual stream, one slice each."""

from dataclasses import dataclass, replace
from math import sqrt

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from transformers import Conv1D

from explorer.models.architectures import blocks_of, parts_of
from explorer.models.measure import frozen
from explorer.models.model import Model

Floats = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Output:
    """What one attention or MLP adds: its inputs times `weights`, plus `bias`; of Gemma and OLMo 2 a norm after it."""

    weights: Floats
    """(n, D) row i times input i is what that input writes. Of attention n is H · d_head, head after head."""
    bias: Floats | None
    """(D,)"""
    gain: Floats | None = None
    """(D,) of the RMSNorm that comes after it; None where there is none."""
    eps: float = 0.0

    def written(self, inputs: NDArray[np.floating]) -> NDArray[np.float64]:
        """(n,) of one position -> (D,) before the norm, where there is one."""
        whole = inputs.astype(np.float64) @ self.weights
        return whole if self.bias is None else whole + self.bias

    def factor(self, inputs: NDArray[np.floating]) -> NDArray[np.float64]:
        """(n,) of one position -> (D,) what the norm multiplies everything written there by; 1 without a norm."""
        written = self.written(inputs)
        if self.gain is None:
            return np.ones_like(written)
        return self.gain / np.sqrt(np.square(written).mean() + self.eps)


def attn_output(model: Model, layer: int) -> Output:
    """Of the heads of one layer."""
    parts = parts_of(model.module.config)
    block = blocks_of(model.module, parts)[layer]
    added = block.get_submodule(parts.attn_out)
    if _is_linear(added):
        return _output(added, parts.added_scale)
    return _normed(block.get_submodule(f"{parts.attn}.o_proj"), added)


def mlp_output(model: Model, layer: int) -> Output:
    """Of the neurons of one layer."""
    parts = parts_of(model.module.config)
    block = blocks_of(model.module, parts)[layer]
    added, down = block.get_submodule(parts.mlp_out), block.get_submodule(parts.mlp_post)
    return _output(down, parts.added_scale) if _is_linear(added) else _normed(down, added)


def _is_linear(module: nn.Module) -> bool:
    return isinstance(module, nn.Linear | Conv1D)


@torch.inference_mode()
def _output(linear: nn.Module, scale: float = 1.0) -> Output:
    weight, bias = linear.get_parameter("weight"), getattr(linear, "bias", None)
    weights = _scaled(weight.T if isinstance(linear, nn.Linear) else weight, scale)
    return Output(weights, None if bias is None else _scaled(bias, scale))


@torch.inference_mode()
def _normed(linear: nn.Module, norm: nn.Module) -> Output:
    eps = float(getattr(norm, "variance_epsilon", getattr(norm, "eps", 0.0)))
    found = _output(linear)
    # Asked of the norm itself: Gemma's gain is its weight and 1.
    return replace(found, gain=frozen(norm(torch.ones(found.weights.shape[1])) * sqrt(1 + eps)), eps=eps)


def _scaled(weight: Tensor, scale: float) -> Floats:
    """The model's own memory where nothing is multiplied."""
    return frozen(weight if scale == 1 else weight * scale)
