"""A trace's own keys and values as the cache that transformers goes on from, without a copy."""

from typing import Any

import torch
from torch import Tensor
from transformers import Cache
from transformers.cache_utils import CacheLayerMixin

from explorer.trace.buffers import Rows


def cache_of(rows: Rows, n_layers: int, length: int) -> Cache:
    """Every layer's first `length` keys and values; the next ones are written into the same rows."""

    def whole(layer: int, letter: str) -> Tensor:
        return torch.from_numpy(rows.whole(f"blocks.{layer}.attn.hook_{letter}"))

    return Cache([_Layer(whole(layer, "k"), whole(layer, "v"), length) for layer in range(n_layers)])


class _Layer(CacheLayerMixin):
    """It holds all positions, also where a sliding window sees only the last: the mask takes care of that."""

    is_sliding = False

    def __init__(self, keys: Tensor, values: Tensor, length: int) -> None:
        super().__init__()
        self.k, self.v, self.length = keys, values, length
        self.is_initialized = True

    def lazy_initialization(self, key_states: Tensor, value_states: Tensor) -> None:
        """There is nothing left to do."""

    def update(self, key_states: Tensor, value_states: Tensor, *args: Any, **kwargs: Any) -> tuple[Tensor, Tensor]:
        n, start = key_states.shape[-2], self.length
        self.length += n
        self.k.narrow(-2, start, n).copy_(key_states)
        self.v.narrow(-2, start, n).copy_(value_states)
        k, v = self.k.narrow(-2, 0, self.length), self.v.narrow(-2, 0, self.length)
        return k.to(key_states.dtype), v.to(value_states.dtype)

    def get_mask_sizes(self, query_length: int) -> tuple[int, int]:
        return self.length + query_length, 0

    def get_seq_length(self) -> int:
        return self.length

    def get_max_length(self) -> int:
        return -1
