from typing import Any

import pytest
import torch

from explorer.errors import Refused
from explorer.models.architectures import parts_of
from explorer.models.hooks import IMPLEMENTATION, RECORDER
from explorer.models.self_check import probe
from explorer.models.wiring import install
from tests.models.tiny import module_of


def hooked(name: str = "gpt2") -> Any:
    module = module_of(name)
    module.set_attn_implementation(IMPLEMENTATION)
    install(module, parts_of(module.config))
    return module


def test_a_sound_model_passes() -> None:
    assert probe("mine", hooked()).causal


def test_a_window_is_probed_beyond_its_edge() -> None:
    found = probe("mine", hooked("mistral"))
    assert len(found.ids) > 5
    assert (found.pattern(0)[:, 8, :4] == 0).all()


def test_padding_is_not_among_the_tokens_tried() -> None:
    assert 1 not in probe("mine", hooked("roberta")).ids


def test_a_model_that_answers_otherwise_when_looked_into_is_refused() -> None:
    module = hooked()
    module.lm_head.register_forward_hook(lambda _m, _a, output: None if RECORDER.get() is None else output + 1)
    with pytest.raises(Refused, match="mine answers otherwise when it is looked into: choose another model"):
        probe("mine", module)


def test_a_model_whose_attention_is_not_seen_is_refused() -> None:
    module = hooked()
    module.config._attn_implementation = "sdpa"
    with pytest.raises(Refused, match="mine mixes values otherwise than its attention patterns say"):
        probe("mine", module)


def test_a_model_whose_mask_is_not_what_is_shown_is_refused() -> None:
    module = hooked()
    for block in module.transformer.h:
        block.attn.is_causal = False
    attend_to_all = torch.ones(1, 1, 12, 12, dtype=torch.bool).tril(2)
    module.transformer.h[1].register_forward_pre_hook(lambda _m, args: (args[0], args[1], attend_to_all, *args[3:]))
    with pytest.raises(Refused, match="mine mixes values otherwise than its attention patterns say"):
        probe("mine", module)


def test_a_model_that_fails_on_its_first_tokens_is_refused() -> None:
    module = hooked()
    module.transformer.ln_f = torch.nn.LayerNorm(5)
    with pytest.raises(Refused, match="mine cannot read even a few tokens: fetch it again"):
        probe("mine", module)
