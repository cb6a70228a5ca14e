"""The memory of a trace, against the trace itself."""

from dataclasses import replace

import pytest

from explorer.engine.memory import MOST_BYTES, bytes_of, floats_a_token, most_tokens
from explorer.models.model import Shape
from explorer.trace import trace
from tests.models.tiny import shared

GPT2 = Shape(n_layers=12, n_heads=12, n_kv_heads=12, d_model=768, d_head=64, d_mlp=3072, n_ctx=1024, n_vocab=50257)
QWEN = Shape(n_layers=24, n_heads=14, n_kv_heads=2, d_model=896, d_head=64, d_mlp=4864, n_ctx=32768, n_vocab=151936)


@pytest.mark.parametrize("name", ["gpt2", "llama", "qwen3", "gpt_neox", "opt", "bert", "roberta"])
def test_no_less_is_counted_than_is_kept_and_little_more(name: str) -> None:
    found = trace(shared(name), range(1, 11))
    kept = sum(array.size for array in found.held()) / len(found)
    assert kept <= floats_a_token(found.shape) <= 1.25 * kept


def test_a_small_model_has_room_for_its_whole_context() -> None:
    assert most_tokens(GPT2) == GPT2.n_ctx


def test_as_many_tokens_fit_as_the_memory_holds_and_not_one_more() -> None:
    most = most_tokens(QWEN)
    assert 500 < most < 1000
    assert bytes_of(QWEN, most) <= MOST_BYTES < bytes_of(QWEN, most + 1)


def test_patterns_are_counted_too() -> None:
    small = replace(QWEN, n_layers=1, d_mlp=1, n_vocab=1)
    most = most_tokens(small)
    assert bytes_of(small, most) <= MOST_BYTES < bytes_of(small, most + 1)
    assert most < 6_000
