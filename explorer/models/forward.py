"""One pass of one sequence through a model's module."""

from collections.abc import Sequence
from inspect import signature
from weakref import WeakKeyDictionary

import torch
from torch import Tensor
from transformers import Cache, PreTrainedModel

from explorer.models.cores import cores


def forward(
    module: PreTrainedModel, ids: Sequence[int], past: Cache | None = None, *, last: int | None = None
) -> Tensor:
    """Logits (n, V) in float32 of n ids, which come after those whose keys and values `past` holds.

    last: only those of so many last ids are wanted; a model that can leaves the others out.
    """
    how = {"logits_to_keep": last} if last is not None and keeps_some(module) else {}
    with torch.inference_mode(), cores.given(len(ids) * size_of(module)):
        if past is None:
            return module(input_ids=torch.tensor([ids]), use_cache=False, **how).logits[0].float()
        return module(input_ids=torch.tensor([ids]), past_key_values=past, use_cache=True, **how).logits[0].float()


def keeps_some(module: PreTrainedModel) -> bool:
    """Whether it can be asked for the logits of some positions alone."""
    return "logits_to_keep" in signature(module.forward).parameters


def forward_together(module: PreTrainedModel, texts: Sequence[Sequence[int]]) -> Tensor:
    """Logits (K, n, V) in float32 of K sequences of one length."""
    with torch.inference_mode(), cores.given(sum(map(len, texts)) * size_of(module)):
        return module(input_ids=torch.tensor([list(text) for text in texts]), use_cache=False).logits.float()


def size_of(module: PreTrainedModel) -> int:
    """Its parameters, which is about the multiplications that it makes of a token."""
    return _sizes.get(module) or _sizes.setdefault(module, module.num_parameters())


_sizes: WeakKeyDictionary[PreTrainedModel, int] = WeakKeyDictionary()
