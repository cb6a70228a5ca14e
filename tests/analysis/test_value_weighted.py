"""What attention adds is what transformers' own module adds, taken apart by head and key."""

from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.value_weighted import as_shares, weighted_norms, written
from explorer.models.outputs import attn_output
from explorer.trace import trace
from tests.analysis.runs import IDS, run
from tests.models.tiny import CONFIGS, module_of, shared


@pytest.mark.parametrize("name", [name for name in CONFIGS if attn_output(shared(name), 1).gain is None])
def test_all_heads_together_add_what_the_model_adds(name: str) -> None:
    ran, output = trace(shared(name), IDS), attn_output(shared(name), 1)
    heads = [ran.pattern(1)[head] @ written(ran, 1, head, output.weights) for head in range(ran.shape.n_heads)]
    whole = np.sum(heads, axis=0) + (0 if output.bias is None else output.bias)
    np.testing.assert_allclose(whole, ran["blocks.1.hook_attn_out"], rtol=1e-3, atol=1e-3)


def test_the_norms_are_those_that_torch_gives_of_gpt2s_own_weights() -> None:
    """Kobayashi et al., equation 3, on a module of transformers that nobody has put a hook into."""
    module: Any = module_of("gpt2")
    ran = run("gpt2")
    with torch.inference_mode():
        block = module.transformer.h[1]
        states = module(torch.tensor([IDS]), output_hidden_states=True, output_attentions=True)
        x = block.ln_1(states.hidden_states[1][0])
        v = block.attn.c_attn(x)[:, 2 * 24 :]  # q, k and v lie side by side
        alpha, d_head = states.attentions[1][0, 2], 24 // 4
        heads = slice(2 * d_head, 3 * d_head)
        expected = (alpha[:, :, None] * (v[:, heads] @ block.attn.c_proj.weight[heads])).norm(dim=-1)
    found = weighted_norms(ran.pattern(1)[2], written(ran, 1, 2, attn_output(shared("gpt2"), 1).weights))
    np.testing.assert_allclose(found, expected.numpy(), rtol=1e-4, atol=1e-5)


@given(st.integers(0, 99), st.integers(1, 9))
def test_as_shares_rows_sum_to_one(seed: int, n: int) -> None:
    norms = np.random.default_rng(seed).random((2, n, n)).astype(np.float32)
    np.testing.assert_allclose(as_shares(norms).sum(-1), 1, atol=1e-5)
    np.testing.assert_allclose(as_shares(3 * norms), as_shares(norms), rtol=1e-5)


def test_a_row_of_nothing_stays_nothing() -> None:
    assert as_shares(np.zeros((1, 2, 2), np.float32)).tolist() == [[[0, 0], [0, 0]]]


def test_where_all_that_is_written_is_equally_long_the_pattern_comes_back() -> None:
    pattern = run().pattern(0)[1]
    np.testing.assert_allclose(
        as_shares(weighted_norms(pattern, np.ones((len(IDS), 5), np.float32))), pattern, atol=1e-6
    )
