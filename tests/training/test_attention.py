"""The blocked attention against torch's own."""

import pytest
import torch
from torch.nn import functional
from transformers import GPT2LMHeadModel

from training.attention import BLOCK, NAME, BlockedAttention
from training.gpt import new_model
from training.loop import Recipe


@pytest.mark.parametrize("causal", [True, False])
@pytest.mark.parametrize("n", [1, 5, BLOCK, BLOCK + 3, 2 * BLOCK])
def test_it_is_torch_s_attention_forwards_and_backwards(n: int, causal: bool) -> None:
    torch.manual_seed(0)
    ours = [torch.randn(2, 3, n, 4, requires_grad=True) for _ in range(3)]
    theirs = [x.detach().clone().requires_grad_() for x in ours]
    out = BlockedAttention.apply(*ours, 0.5, causal)
    q, k, v = theirs
    expected = functional.scaled_dot_product_attention(q, k, v, is_causal=causal, scale=0.5)
    torch.testing.assert_close(out, expected)
    push = torch.randn_like(expected)
    out.backward(push)
    expected.backward(push)
    for a, b in zip(ours, theirs, strict=True):
        torch.testing.assert_close(a.grad, b.grad, rtol=1e-4, atol=1e-5)


def test_transformers_calls_it_by_name() -> None:
    recipe = Recipe(steps=1, n_ctx=16, n_layers=1, n_heads=2, d_model=16)
    model: GPT2LMHeadModel = new_model(recipe, 50, 49)
    ids = torch.arange(12)[None]
    expected = model(ids).logits
    model.set_attn_implementation(NAME)
    torch.testing.assert_close(model(ids).logits, expected)
