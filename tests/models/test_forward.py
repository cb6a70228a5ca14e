"""One pass is transformers' own, with and without what was read before."""

import torch
from transformers import DynamicCache

from explorer.models.forward import forward
from tests.models.tiny import N_VOCAB, module_of, shared

IDS = (3, 1, 4, 1, 5, 9, 2)


def test_the_logits_are_transformers_and_need_no_gradient() -> None:
    found = forward(shared("gpt2").module, IDS)
    with torch.no_grad():
        expected = module_of("gpt2")(torch.tensor([IDS])).logits[0]
    assert found.shape == (len(IDS), N_VOCAB)
    assert not found.requires_grad
    torch.testing.assert_close(found, expected, rtol=1e-4, atol=1e-5)


def test_in_two_parts_it_is_the_same() -> None:
    whole, past = forward(shared("gpt2").module, IDS), DynamicCache()
    parts = [forward(shared("gpt2").module, part, past) for part in (IDS[:4], IDS[4:])]
    torch.testing.assert_close(torch.cat(parts), whole, rtol=1e-4, atol=1e-5)
    assert past.get_seq_length() == len(IDS)
