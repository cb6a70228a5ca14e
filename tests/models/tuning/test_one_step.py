"""One step, against torch's own optimizers on transformers' own modules."""

from typing import Any

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from explorer.errors import Refused
from explorer.models.architectures import blocks_of, parts_of
from explorer.models.fingerprint import fingerprint
from explorer.models.loader import assemble
from explorer.models.tuning import one_step
from explorer.models.tuning.exercises import Exercises
from explorer.models.tuning.one_step import OneStep, guesses
from explorer.models.tuning.one_step_ways import Way
from explorer.models.weight_kinds import KINDS
from tests.models import tiny

IDS = (3, 1, 4, 1, 5, 9, 2, 6)
MASK = 7
RATES: dict[Way, float] = {"sgd": 1e-2, "adam": 1e-3}


def exercises(name: str) -> Exercises:
    return Exercises(IDS, (1, 2, 5, 7), MASK if name in tiny.MASKED else None)


def plain_loss(module: Any, one: Exercises) -> torch.Tensor:
    """Written out: place by place, each with a pass of its own."""
    losses = []
    for place in one.places:
        if one.mask is None:
            logits = module(input_ids=torch.tensor([one.ids[:place]])).logits[0, -1]
        else:
            gapped = [one.mask if at == place else id for at, id in enumerate(one.ids)]
            logits = module(input_ids=torch.tensor([gapped])).logits[0, place]
        losses.append(F.cross_entropy(logits[None], torch.tensor([one.ids[place]])))
    return torch.stack(losses).mean()


def optimizer(way: Way, module: Any) -> torch.optim.Optimizer:
    return {"sgd": torch.optim.SGD, "adam": torch.optim.Adam}[way](module.parameters(), lr=RATES[way])


@pytest.mark.parametrize("way", RATES)
@pytest.mark.parametrize("name", tiny.CONFIGS)
def test_a_step_is_that_of_torchs_own_optimizer_on_transformers_module(name: str, way: Way) -> None:
    one, theirs = exercises(name), tiny.module_of(name)
    loss = plain_loss(theirs, one)
    loss.backward()
    optimizer(way, theirs).step()
    step = OneStep(tiny.shared(name), one, way)
    assert guesses(step.at(0), one).loss == pytest.approx(loss.item(), rel=1e-4)
    after = guesses(step.at(RATES[way]), one).loss
    # Adam goes by the gradient's sign alone, which is anybody's where it is zero but for rounding.
    assert after == pytest.approx(plain_loss(theirs, one).item(), rel=1e-3 if way == "sgd" else 2e-2)
    if way == "sgd":
        ours = dict(step.at(RATES[way]).named_parameters())
        for path, weight in theirs.named_parameters():
            torch.testing.assert_close(ours[path], weight, atol=2e-5, rtol=1e-3)


@pytest.mark.parametrize("way", RATES)
@pytest.mark.parametrize("name", ["gpt2", "llama", "opt", "gemma2", "bert"])
def test_a_small_step_changes_the_loss_by_what_the_slope_says(name: str, way: Way) -> None:
    one = exercises(name)
    step = OneStep(tiny.shared(name), one, way)
    rate = 2e-2 / step.slope
    changed = guesses(step.at(rate), one).loss - guesses(step.at(0), one).loss
    assert changed == pytest.approx(-rate * step.slope, rel=0.1)
    assert step.steepness > 0
    assert (step.slope == step.steepness) == (way == "sgd")


@pytest.mark.parametrize("name", ["gpt2", "llama", "bert"])
@torch.no_grad()
def test_what_moved_is_in_proportion_to_the_rate(name: str) -> None:
    model, one, rate = tiny.shared(name), exercises(name), 0.5
    step = OneStep(model, one, "sgd")
    found = step.moved()
    before = dict(model.module.named_parameters())
    after = dict(step.at(rate).named_parameters())
    gone = sum(float((after[path] - weight).double().square().sum()) for path, weight in before.items())
    was = sum(float(weight.double().square().sum()) for weight in before.values())
    assert rate * found.whole == pytest.approx((gone / was) ** 0.5, rel=1e-4)
    parts = parts_of(model.module.config)
    old, new = (
        blocks_of(module, parts)[1].get_submodule(parts.mlp_post).get_parameter("weight")
        for module in (model.module, step.at(rate))
    )
    expected = float((new - old).norm() / old.norm())
    assert rate * found.layers[1, KINDS.index("out")] == pytest.approx(expected, rel=1e-4)


def test_of_a_table_that_is_no_output_only_the_rows_that_were_read_move() -> None:
    config = {**tiny.CONFIGS["llama"], "tie_word_embeddings": False}
    from transformers import LlamaConfig, LlamaForCausalLM

    torch.manual_seed(0)
    apart = assemble("apart", LlamaForCausalLM(LlamaConfig(**config)).eval(), tiny.Numbers(tiny.N_VOCAB))
    one = exercises("llama")
    assert OneStep(apart, one, "sgd").moved().rows == len(set(one.ids[:-1]))


def test_the_model_stays_as_it_was_to_the_last_bit_and_rate_0_is_the_model() -> None:
    model, one = tiny.model_of("gpt2"), exercises("gpt2")
    before = fingerprint(model.module)
    step = OneStep(model, one, "adam")
    first = guesses(step.at(0), one).losses
    step.at(1.0)
    step.moved()
    assert np.array_equal(guesses(step.at(0), one).losses, first)
    assert fingerprint(model.module) == before
    assert all(weight.grad is None for weight in model.module.parameters())


def test_guesses_are_the_likeliest_tokens() -> None:
    model, one = tiny.shared("gpt2"), exercises("gpt2")
    found = guesses(tiny.module_of("gpt2"), one)
    assert model.shape.n_vocab > found.ids.shape[1] == one_step.TOP
    assert (np.diff(found.probs, axis=1) <= 0).all()
    for n, answer in enumerate(one.answers):
        if answer in found.ids[n]:
            share = found.probs[n][found.ids[n].tolist().index(answer)]
            assert share == pytest.approx(np.exp(-found.losses[n]), rel=1e-6)


def test_without_room_for_a_copy_and_its_gradients_it_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(one_step, "free_bytes", lambda: 1000)
    with pytest.raises(Refused, match="a copy of gpt2 and its gradients take"):
        OneStep(tiny.shared("gpt2"), exercises("gpt2"), "sgd")
