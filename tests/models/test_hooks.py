import threading
from typing import Any

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import nn
from torch.nn.functional import softmax
from transformers.integrations.sdpa_attention import sdpa_attention_forward
from transformers.masking_utils import (
    sdpa_mask,
    sliding_window_bidirectional_mask_function,
    sliding_window_causal_mask_function,
)
from transformers.models.gemma2.modeling_gemma2 import eager_attention_forward

from explorer.models.hooks import (
    NAMES,
    RECORDER,
    Call,
    Recorder,
    attention,
    attention_names,
    attn_scores,
    recording,
    visible,
    watch_input,
    watch_output,
)

SCALING = 0.3


class Attention(nn.Module):
    """What transformers' attention modules tell an attention function about themselves."""

    is_causal = True
    num_key_value_groups = 2
    head_dim = 4

    def __init__(self) -> None:
        super().__init__()
        vars(self)[NAMES] = attention_names(0)


def random_qkv(n: int = 6, n_keys: int = 6) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    drawn = torch.Generator().manual_seed(n)
    q = torch.randn(1, 4, n, 4, generator=drawn)
    return q, torch.randn(1, 2, n_keys, 4, generator=drawn), torch.randn(1, 2, n_keys, 4, generator=drawn)


def test_without_a_recorder_attention_is_transformers_own_sdpa() -> None:
    q, k, v = random_qkv()
    expected, _ = sdpa_attention_forward(Attention(), q, k, v, None, scaling=SCALING)
    assert torch.equal(attention(Attention(), q, k, v, None, scaling=SCALING)[0], expected)


def test_with_a_recorder_the_output_is_the_same_to_the_last_bit() -> None:
    q, k, v = random_qkv()
    plain, _ = attention(Attention(), q, k, v, None, scaling=SCALING)
    with recording(Recorder()):
        seen, _ = attention(Attention(), q, k, v, None, scaling=SCALING)
    assert torch.equal(seen, plain)


def test_a_recorder_keeps_references_and_copies_nothing() -> None:
    q, k, v = random_qkv()
    with recording(Recorder()) as recorder:
        z, _ = attention(Attention(), q, k, v, None, scaling=SCALING)
    assert recorder.seen["blocks.0.attn.hook_q"] is q
    assert recorder.seen["blocks.0.attn.hook_k"] is k
    assert recorder.seen["blocks.0.attn.hook_v"] is v
    assert recorder.seen["blocks.0.attn.hook_z"].data_ptr() == z.data_ptr()
    assert recorder.seen["blocks.0.attn.hook_z"].shape == q.shape


def test_dropout_is_none_even_when_asked_for() -> None:
    q, k, v = random_qkv()
    plain, _ = attention(Attention(), q, k, v, None, scaling=SCALING)
    assert torch.equal(attention(Attention(), q, k, v, None, dropout=0.9, scaling=SCALING)[0], plain)


@pytest.mark.parametrize("n", [1, 6])
def test_a_softcap_is_honoured_as_gemma_does_it(n: int) -> None:
    q, k, v = random_qkv(n)
    mask = visible(n, 6, Call(SCALING, causal=True))[None, None]
    additive = torch.zeros(mask.shape).masked_fill(~mask, torch.finfo(torch.float32).min)
    expected, pattern = eager_attention_forward(Attention(), q, k, v, additive, scaling=SCALING, softcap=0.5)
    assert torch.equal(attention(Attention(), q, k, v, mask, scaling=SCALING, softcap=0.5)[0], expected)
    if n == 6:
        assert torch.equal(attention(Attention(), q, k, v, None, scaling=SCALING, softcap=0.5)[0], expected)
    assert torch.equal(attn_scores(q, k, Call(SCALING, causal=True, softcap=0.5)).softmax(-1), pattern)


def test_a_position_bias_is_added_to_the_scores_and_to_the_output() -> None:
    q, k, v = random_qkv()
    bias = torch.randn(1, 4, 6, 6, generator=torch.Generator().manual_seed(1))
    with recording(Recorder()) as recorder:
        z, _ = attention(Attention(), q, k, v, None, scaling=SCALING, position_bias=bias)
    pattern = attn_scores(q, k, recorder.calls[0]).softmax(-1)
    by_hand = q @ k.repeat_interleave(2, 1).transpose(-1, -2) * SCALING + bias
    future = torch.ones(6, 6, dtype=torch.bool).triu(1)
    torch.testing.assert_close(pattern, softmax(by_hand.masked_fill(future, -torch.inf), -1))
    torch.testing.assert_close((pattern @ v.repeat_interleave(2, 1)).transpose(1, 2), z)


@settings(deadline=None)
@given(n=st.integers(1, 9), past=st.integers(0, 9), window=st.integers(1, 12))
def test_a_causal_window_is_transformers_own(n: int, past: int, window: int) -> None:
    function = sliding_window_causal_mask_function(window)
    theirs = sdpa_mask(1, n, n + past, q_offset=past, mask_function=function, allow_is_causal_skip=False)
    assert theirs is not None
    assert torch.equal(visible(n, n + past, Call(1.0, causal=True, window=window)), theirs[0, 0])


@settings(deadline=None)
@given(n=st.integers(1, 9), half=st.integers(0, 12))
def test_a_window_both_ways_is_transformers_own(n: int, half: int) -> None:
    """transformers gives ModernBERT's attention function half the window and 1."""
    function = sliding_window_bidirectional_mask_function(half)
    theirs = sdpa_mask(1, n, n, mask_function=function, allow_is_causal_skip=False)
    assert theirs is not None
    assert torch.equal(visible(n, n, Call(1.0, causal=False, window=half + 1)), theirs[0, 0])


def test_a_recorder_is_gone_after_its_context_also_after_an_error() -> None:
    with pytest.raises(ZeroDivisionError), recording(Recorder()):
        raise ZeroDivisionError
    assert RECORDER.get() is None


def test_another_thread_has_no_recorder() -> None:
    found: list[Any] = []
    with recording(Recorder()):
        thread = threading.Thread(target=lambda: found.append(RECORDER.get()))
        thread.start()
        thread.join()
    assert found == [None]


def test_a_watched_module_is_seen_and_changed_only_with_a_recorder() -> None:
    linear = nn.Linear(3, 2)
    watch_input(linear, "in")
    watch_output(linear, "out")
    given_in = torch.randn(1, 5, 3)
    plain = linear(given_in)
    with recording(Recorder({"in": lambda tensor: tensor * 0})) as recorder:
        changed = linear(given_in)
    assert torch.equal(recorder.seen["in"], torch.zeros(1, 5, 3))
    assert torch.equal(recorder.seen["out"], changed)
    assert torch.equal(changed, linear.bias.expand(1, 5, 2))
    assert torch.equal(linear(given_in), plain)


def test_of_a_wider_output_only_the_first_columns_are_seen_and_changed() -> None:
    linear = nn.Linear(3, 4)
    watch_output(linear, "gate", width=2)
    given_in = torch.randn(1, 5, 3)
    plain = linear(given_in)
    with recording(Recorder({"gate": torch.zeros_like})):
        changed = linear(given_in)
    assert torch.equal(changed[..., :2], torch.zeros(1, 5, 2))
    assert torch.equal(changed[..., 2:], plain[..., 2:])


def test_what_a_module_flattened_is_seen_with_its_batch_axis() -> None:
    linear = nn.Linear(3, 2)
    watch_output(linear, "out")
    with recording(Recorder()) as recorder:
        assert linear(torch.zeros(5, 3)).shape == (5, 2)
    assert recorder.seen["out"].shape == (1, 5, 2)


def test_a_scaling_that_is_not_given_is_one_over_the_root_of_the_width() -> None:
    q, k, v = random_qkv()
    with recording(Recorder()) as recorder:
        attention(Attention(), q, k, v, None)
    assert recorder.calls[0] == Call(scaling=0.5, causal=True)


def test_is_causal_given_in_the_call_decides() -> None:
    q, k, v = random_qkv()
    with recording(Recorder()) as recorder:
        attention(Attention(), q, k, v, None, is_causal=False)
    assert not recorder.calls[0].causal
