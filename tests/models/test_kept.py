"""What a KV cache holds: against transformers' own tensors, and against the formula."""

from typing import cast

import pytest
import torch
from transformers import DynamicCache
from transformers.cache_utils import DynamicLayer

from explorer.models.kept import cache_bytes
from explorer.models.kv_cache import kept_of
from explorer.trace import trace
from tests.models.tiny import CAUSAL, shared
from tests.trace.traces import IDS


@pytest.mark.parametrize("name", CAUSAL)
def test_it_is_counted_on_the_tensors_that_transformers_keeps(name: str) -> None:
    model, cache = shared(name), DynamicCache()
    with torch.inference_mode():
        model.module(input_ids=torch.tensor([IDS]), past_key_values=cache, use_cache=True)
    kept = kept_of(model, IDS, {})
    assert len(kept) == len(cache.layers) == model.shape.n_layers
    for layer, theirs in zip(kept, cast(list[DynamicLayer], cache.layers), strict=True):
        assert theirs.keys is not None
        assert theirs.values is not None
        assert (1, layer.n_kv_heads, layer.n, layer.d_head) == tuple(theirs.keys.shape)
        assert layer.n_bytes == theirs.keys.nbytes + theirs.values.nbytes
        assert f"torch.{layer.dtype}" == str(theirs.keys.dtype)


@pytest.mark.parametrize("name", CAUSAL)
def test_the_formula_gives_the_same_bytes(name: str) -> None:
    shape = shared(name).shape
    said = {"n_layers": shape.n_layers, "n_kv_heads": shape.n_kv_heads, "d_head": shape.d_head}
    assert cache_bytes(**said, n=len(IDS), a_number=4) == sum(layer.n_bytes for layer in kept_of(shared(name), IDS, {}))


@pytest.mark.parametrize("name", CAUSAL)
def test_what_a_trace_calls_k_and_v_is_what_the_cache_keeps(name: str) -> None:
    model, cache = shared(name), DynamicCache()
    with torch.inference_mode():
        model.module(input_ids=torch.tensor([IDS]), past_key_values=cache, use_cache=True)
    seen = trace(model, IDS)
    for layer, theirs in enumerate(cast(list[DynamicLayer], cache.layers)):
        for letter, tensor in (("k", theirs.keys), ("v", theirs.values)):
            assert tensor is not None
            torch.testing.assert_close(
                torch.tensor(seen[f"blocks.{layer}.attn.hook_{letter}"]), tensor[0], atol=1e-5, rtol=1e-4
            )


def test_a_window_keeps_no_more_than_its_last_positions() -> None:
    said = {"n_layers": 2, "n_kv_heads": 3, "d_head": 4, "a_number": 2.0}
    assert cache_bytes(**said, n=10, window=4) == cache_bytes(**said, n=4) == 2 * 2 * 3 * 4 * 4 * 2
    assert cache_bytes(**said, n=3, window=4) == cache_bytes(**said, n=3)
