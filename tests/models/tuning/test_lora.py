"""Low-rank updates, against peft's own merging and against the formula."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.errors import Refused
from explorer.models.fingerprint import fingerprint
from explorer.models.hooks import NAMES
from explorer.models.tuning import lora
from explorer.models.tuning.adapter import Adapter
from explorer.models.tuning.adapter_files import files_of
from explorer.trace.run import logits
from tests.models import tiny
from tests.models.tuning.numbers import SETTINGS, adapter, model

IDS = (3, 1, 4, 1, 5, 9, 2, 6)


def answered(module: Any) -> np.ndarray:
    with torch.no_grad():
        return module(input_ids=torch.tensor([IDS])).logits[0].numpy()


def test_an_update_is_b_a_alpha_over_r() -> None:
    made = adapter(model(), rank=2)
    for path, (a, b) in made.pairs.items():
        assert np.allclose(made.update(path), np.einsum("or,ri->oi", b, a) * 3.0 / 2, atol=1e-5)
        assert np.linalg.matrix_rank(made.update(path)) == 2


@pytest.mark.parametrize("name", tiny.CAUSAL)
def test_before_the_first_step_a_copy_with_updates_answers_as_the_model(name: str) -> None:
    one = tiny.shared(name)
    assert np.array_equal(answered(lora.adapted(one, SETTINGS)), answered(lora.copied(one)))
    assert np.allclose(answered(lora.copied(one)), logits(one, IDS), atol=2e-5)


@pytest.mark.parametrize("name", ["gpt2", "llama", "phi3", "opt"])
def test_adding_the_updates_is_what_pefts_merging_gives(name: str, tmp_path: Path) -> None:
    from peft import PeftModel

    one = tiny.shared(name)
    made = adapter(one)
    for file, data in files_of(made, "card").items():
        (tmp_path / file).write_bytes(data)
    theirs = PeftModel.from_pretrained(tiny.module_of(name), str(tmp_path)).merge_and_unload()
    ours = lora.merged(one, made, "mine:x")
    assert np.allclose(logits(ours, IDS), answered(theirs), atol=1e-3)
    assert not np.allclose(logits(ours, IDS), logits(one, IDS), atol=1e-1)


def test_the_model_stays_as_it_was_to_the_last_bit() -> None:
    one = model()
    before = one.fingerprint
    copy = lora.adapted(one, SETTINGS)
    for weight in copy.parameters():
        weight.data.fill_(1.0)
    lora.merged(one, adapter(one), "mine:x")
    assert fingerprint(one.module) == before


def test_a_copy_has_no_hooks_of_the_model() -> None:
    copy = lora.copied(model())
    assert not any(
        module._forward_hooks or module._forward_pre_hooks or NAMES in vars(module) for module in copy.modules()
    )


def test_a_merged_model_keeps_what_the_model_says_of_itself() -> None:
    one = model()
    made = lora.merged(one, adapter(one), "mine:x")
    assert (made.name, made.shape, made.ends, made.limits) == ("mine:x", one.shape, one.ends, one.limits)
    assert made.fingerprint != one.fingerprint


def test_only_the_updates_are_learnt() -> None:
    copy = lora.adapted(model(), SETTINGS)
    learnt = {name for name, weight in copy.named_parameters() if weight.requires_grad}
    assert learnt
    assert all("lora_" in name for name in learnt)


def test_the_same_seed_draws_the_same_updates_whoever_draws_meanwhile() -> None:
    first = lora.adapter_of(lora.adapted(model(), SETTINGS), model(), SETTINGS)
    torch.rand(7)
    second = lora.adapter_of(lora.adapted(model(), SETTINGS), model(), SETTINGS)
    assert all(np.array_equal(first.pairs[path][0], second.pairs[path][0]) for path in first.pairs)
    assert all(not b.any() for _, b in first.pairs.values())


def test_an_adapter_of_another_model_is_refused() -> None:
    with pytest.raises(Refused, match="does not have in this size"):
        lora.merged(tiny.shared("llama"), adapter(model()), "mine:x")


def test_matrices_that_make_no_update_are_no_adapter() -> None:
    with pytest.raises(ValueError, match="no update of rank 2"):
        Adapter(2, 1.0, "x", "", {"a": (np.zeros((3, 4), np.float32), np.zeros((4, 2), np.float32))})
