import numpy as np
import pytest
import torch

from explorer.trace.buffers import Rows
from explorer.trace.cache import cache_of


@pytest.fixture
def rows() -> Rows:
    """Two layers with room for 8 positions, of which 3 are filled."""
    names = [f"blocks.{layer}.attn.hook_{letter}" for layer in range(2) for letter in "kv"]
    return Rows({name: np.zeros((1, 2, 8, 4), np.float32) for name in (*names, "logits")}, filled=3)


def test_it_begins_after_the_rows_of_the_trace(rows: Rows) -> None:
    cache = cache_of(rows, 2, 3)
    assert cache.get_seq_length() == 3
    assert cache.get_mask_sizes(2, 0) == (5, 0)
    assert cache.get_max_length() == -1


def test_new_keys_and_values_lie_in_the_rows_themselves(rows: Rows) -> None:
    cache = cache_of(rows, 2, 3)
    k, v = cache.update(torch.ones(1, 2, 2, 4), 2 * torch.ones(1, 2, 2, 4), 1)
    assert k.shape == v.shape == (1, 2, 5, 4)
    assert np.shares_memory(k.numpy(), rows.whole("blocks.1.attn.hook_k"))
    assert rows.whole("blocks.1.attn.hook_k")[0, 0, :, 0].tolist() == [0, 0, 0, 1, 1, 0, 0, 0]
    assert rows.whole("blocks.1.attn.hook_v")[0, 0, :, 0].tolist() == [0, 0, 0, 2, 2, 0, 0, 0]
    assert cache.get_seq_length(1) == 5
    assert cache.get_seq_length(0) == 3


def test_it_keeps_all_positions_even_where_a_window_sees_few(rows: Rows) -> None:
    assert not any(cache_of(rows, 2, 3).is_sliding)
