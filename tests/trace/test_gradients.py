"""Gradients by torch itself and by captum, and the completeness law."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from explorer.trace import trace
from explorer.trace.gradients import (
    Question,
    average_vector,
    gradient_times_input,
    integrated_gradients,
)
from tests.models.tiny import CAUSAL, MASKED, module_of, shared

IDS = (3, 1, 4, 1, 5, 9, 2, 6, 5)
ASKED = Question(IDS, 6, token=11, against=12)
EASY = ["gpt2", "gpt_neox", "phi", "bert"]
"""Models of which few points are enough: their positions or biases stay where every token is the average one."""


def captum_of(name: str, way: str, question: Question, **options) -> np.ndarray:
    """(T,) by captum on transformers' own module."""
    import captum.attr

    module = module_of(name)
    embed = module.get_input_embeddings()

    def asked(vectors: torch.Tensor) -> torch.Tensor:
        logits = module(inputs_embeds=vectors).logits[:, question.position]
        return logits[:, question.token] - logits[:, question.against]

    vectors = embed(torch.tensor([question.ids])).detach().requires_grad_(True)
    found = getattr(captum.attr, way)(asked).attribute(vectors, **options)
    return found.sum(-1)[0].detach().numpy()


@pytest.mark.parametrize("name", CAUSAL + MASKED)
def test_the_value_is_the_difference_of_the_logits(name: str) -> None:
    logits = trace(shared(name), IDS).logits[6]
    assert gradient_times_input(shared(name), ASKED).value == pytest.approx(float(logits[11] - logits[12]), abs=1e-5)
    alone = gradient_times_input(shared(name), replace(ASKED, against=None))
    assert alone.value == pytest.approx(float(logits[11]), abs=1e-5)
    average = gradient_times_input(shared(name), replace(ASKED, against="average"))
    assert average.value == pytest.approx(float(logits[11] - logits.mean()), abs=1e-5)


@pytest.mark.parametrize("name", EASY)
def test_gradient_times_input_is_captums(name: str) -> None:
    found = gradient_times_input(shared(name), ASKED)
    np.testing.assert_allclose(found.scores, captum_of(name, "InputXGradient", ASKED), rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("name", EASY)
def test_integrated_gradients_are_captums(name: str) -> None:
    baseline = average_vector(shared(name)).expand(1, len(IDS), -1)
    expected = captum_of(name, "IntegratedGradients", ASKED, baselines=baseline, n_steps=24, method="gausslegendre")
    found = integrated_gradients(shared(name), ASKED, steps=24)
    np.testing.assert_allclose(found.scores, expected, rtol=1e-3, atol=1e-5)


@pytest.mark.parametrize("name", CAUSAL + MASKED)
def test_integrated_gradients_add_up_to_the_change_from_average_tokens(name: str) -> None:
    found = integrated_gradients(shared(name), ASKED, steps=512 if name not in EASY else 32)
    assert found.gap == pytest.approx(0, abs=0.02)
    assert found.scores.sum() == pytest.approx(found.value - found.baseline, abs=0.02)


@pytest.mark.parametrize("name", CAUSAL)
def test_what_comes_later_has_no_credit_in_a_causal_model(name: str) -> None:
    assert not gradient_times_input(shared(name), ASKED).scores[7:].any()
    assert not integrated_gradients(shared(name), ASKED, steps=4).scores[7:].any()


def test_it_may_go_through_in_several_passes_and_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = integrated_gradients(shared("gpt2"), ASKED, steps=10)
    monkeypatch.setattr("explorer.trace.gradients.ROWS", 4 * len(IDS))
    heard: list[int] = []
    parts = integrated_gradients(shared("gpt2"), ASKED, steps=10, told=heard.append)
    assert heard == [4, 8, 10]
    np.testing.assert_allclose(parts.scores, whole.scores, rtol=1e-4, atol=1e-6)


def test_the_model_stays_without_gradients() -> None:
    integrated_gradients(shared("gpt2"), ASKED, steps=2)
    assert all(weight.grad is None and not weight.requires_grad for weight in shared("gpt2").module.parameters())


def test_a_prompt_of_one_token_has_credits() -> None:
    found = integrated_gradients(shared("gpt2"), Question((7,), 0, 11), steps=16)
    assert found.scores.shape == (1,)
    assert found.gap == pytest.approx(0, abs=1e-3)


def test_a_position_outside_is_an_error() -> None:
    with pytest.raises(ValueError, match="position 9 is outside 0 to 8"):
        replace(ASKED, position=9)
