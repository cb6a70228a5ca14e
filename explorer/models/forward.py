"""One pass of one sequence through a model's module."""

from collections.abc import Sequence

import torch
from torch import Tensor
from transformers import Cache, PreTrainedModel


def forward(module: PreTrainedModel, ids: Sequence[int], past: Cache | None = None) -> Tensor:
    """Logits (n, V) in float32 of n ids, which come after those whose keys and values `past` holds."""
    with torch.inference_mode():
        if past is None:
            return module(input_ids=torch.tensor([ids]), use_cache=False).logits[0].float()
        return module(input_ids=torch.tensor([ids]), past_key_values=past, use_cache=True).logits[0].float()
