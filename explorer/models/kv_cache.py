"""The KV cache of one text as transformers keeps it, counted."""

from collections.abc import Mapping, Sequence
from typing import cast

from torch import Tensor
from transformers import DynamicCache
from transformers.cache_utils import DynamicLayer

from explorer.models.forward import forward
from explorer.models.hooks import Change, changing
from explorer.models.kept import KeptLayer
from explorer.models.model import Model


def kept_of(model: Model, ids: Sequence[int], changes: Mapping[str, Change]) -> tuple[KeptLayer, ...]:
    """What is kept of the ids, layer by layer."""
    cache = DynamicCache()
    with changing(changes):
        forward(model.module, ids, cache, last=1)
    return tuple(_layer(layer.keys, layer.values) for layer in cast(list[DynamicLayer], cache.layers))


def _layer(keys: Tensor | None, values: Tensor | None) -> KeptLayer:
    if keys is None or values is None:
        raise RuntimeError("a layer has read a text and kept nothing")
    _, n_kv_heads, n, d_head = keys.shape
    size = sum(tensor.element_size() * tensor.numel() for tensor in (keys, values))
    return KeptLayer(n_kv_heads, n, d_head, str(keys.dtype).removeprefix("torch."), size)
