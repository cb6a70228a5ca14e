"""Gradients by torch itself and by captum, and the completeness law."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from transformers import PreTrainedModel

from explorer.errors import Refused
from explorer.models.loader import assemble
from explorer.trace import trace
from explorer.trace.edits import Ablate, Steer
from explorer.trace.gradients import (
    Completeness,
    InputAttribution,
    Question,
    _gradients,
    _values,
    _vectors,
    average_vector,
    gradient_times_input,
    integrated_gradients,
)
from explorer.trace.path_integral import Limits
from tests.models.tiny import CAUSAL, MASKED, N_VOCAB, Numbers, model_of, module_of, shared

IDS = (3, 1, 4, 1, 5, 9, 2, 6, 5)
ASKED = Question(IDS, 6, target=11, foil=12)
FEW = Limits(points=17)
EASY = ["gpt2", "gpt_neox", "phi", "bert"]
"""Models that captum's even points are enough for: positions or biases stay where every token is the average one."""


def captum_of(name: str, way: str, question: Question, **options) -> np.ndarray:
    """(T,) by captum on transformers' own module."""
    import captum.attr

    module = module_of(name)
    embed = module.get_input_embeddings()

    def asked(vectors: torch.Tensor) -> torch.Tensor:
        logits = module(inputs_embeds=vectors).logits[:, question.position]
        return logits[:, question.target] - logits[:, question.foil]

    vectors = embed(torch.tensor([question.ids])).detach().requires_grad_(True)
    found = getattr(captum.attr, way)(asked).attribute(vectors, **options)
    return found.sum(-1)[0].detach().numpy()


@pytest.mark.parametrize("name", CAUSAL + MASKED)
def test_the_value_is_the_difference_of_the_logits(name: str) -> None:
    logits = trace(shared(name), IDS).logits[6]
    assert gradient_times_input(shared(name), ASKED).value == pytest.approx(float(logits[11] - logits[12]), abs=1e-5)
    alone = gradient_times_input(shared(name), replace(ASKED, foil="nothing"))
    assert alone.value == pytest.approx(float(logits[11]), abs=1e-5)
    average = gradient_times_input(shared(name), replace(ASKED, foil="average"))
    assert average.value == pytest.approx(float(logits[11] - logits.mean()), abs=1e-5)


@pytest.mark.parametrize("name", EASY)
def test_gradient_times_input_is_captums(name: str) -> None:
    found = gradient_times_input(shared(name), ASKED)
    np.testing.assert_allclose(found.scores, captum_of(name, "InputXGradient", ASKED), rtol=1e-3, atol=1e-5)


def start_of(name: str) -> torch.Tensor:
    """(1, T, D) where the straight line begins: a model that reads from left to right has its first token there."""
    start = average_vector(shared(name)).expand(len(IDS), -1)
    if name in CAUSAL:
        first = module_of(name).get_input_embeddings()(torch.tensor(IDS[:1])).detach()
        start = torch.cat([first, start[1:]])
    return start[None]


@pytest.mark.parametrize("name", EASY)
def test_integrated_gradients_are_captums(name: str) -> None:
    options = {"baselines": start_of(name), "n_steps": 200, "method": "gausslegendre"}
    expected = captum_of(name, "IntegratedGradients", ASKED, **options)
    attribution = integrated_gradients(shared(name), ASKED)
    first = 1 if name in CAUSAL else 0
    np.testing.assert_allclose(attribution.scores[first:], expected[first:], atol=complete(attribution).allowed)


@pytest.mark.parametrize("name", CAUSAL + MASKED)
def test_integrated_gradients_add_up_to_the_change_from_average_tokens(name: str) -> None:
    attribution = integrated_gradients(shared(name), ASKED)
    sums = complete(attribution)
    assert sums.holds
    assert sums.change == pytest.approx(attribution.value - sums.baseline, abs=1e-6)
    assert attribution.scores.sum() == pytest.approx(sums.change, abs=sums.allowed)
    average = average_vector(shared(name))
    (baseline,) = _values(shared(name), ASKED, average.expand(1, len(IDS), -1))
    assert sums.baseline == pytest.approx(baseline, abs=1e-5)


@pytest.mark.parametrize("name", CAUSAL)
def test_the_first_token_is_credited_with_what_its_own_step_changes(name: str) -> None:
    attribution = integrated_gradients(shared(name), ASKED)
    vectors = _vectors(shared(name), ASKED)
    average = average_vector(shared(name)).expand_as(vectors)
    alone = torch.cat([vectors[:1], average[1:]])
    before, after = _values(shared(name), ASKED, torch.stack([average, alone]))
    assert attribution.scores[0] == pytest.approx(after - before, abs=1e-4)


@pytest.mark.parametrize("name", CAUSAL)
def test_what_comes_later_has_no_credit_in_a_causal_model(name: str) -> None:
    assert not gradient_times_input(shared(name), ASKED).scores[7:].any()
    assert not integrated_gradients(shared(name), ASKED, FEW).scores[7:].any()


def test_a_sum_that_misses_says_so_and_by_how_much() -> None:
    attribution = integrated_gradients(shared("llama"), ASKED, FEW)
    sums = complete(attribution)
    assert not sums.holds
    assert sums.points == FEW.points
    lacks = abs(sums.change - attribution.scores.sum())
    assert sums.allowed < lacks <= sums.missed + 1e-5


def test_credits_of_gradient_times_input_claim_no_sum() -> None:
    assert gradient_times_input(shared("gpt2"), ASKED).sums is None


def test_where_a_line_of_even_points_misses_two_legs_add_up() -> None:
    """The first position's activations jump while its token is mixed, as published models' do."""
    module = with_a_jump(IDS)
    model = assemble("jumps", module, Numbers(N_VOCAB))
    average = average_vector(model).expand(len(IDS), -1)
    vectors = _vectors(model, ASKED)
    begun, ended = _values(model, ASKED, torch.stack([average, vectors]))
    points, weights = np.polynomial.legendre.leggauss(512)
    along = torch.tensor((points + 1) / 2).float()[:, None, None]
    gradients, _ = _gradients(model, ASKED, average + along * (vectors - average))
    rates = (gradients * (vectors - average)).sum((1, 2)).double().numpy()
    assert abs(rates @ weights / 2 - (ended - begun)) > 0.1 * abs(ended - begun)

    attribution = integrated_gradients(model, ASKED)
    sums = complete(attribution)
    assert sums.holds
    assert sums.points < 200
    assert attribution.scores.sum() == pytest.approx(ended - begun, abs=0.01 * abs(ended - begun))


def with_a_jump(ids: tuple[int, ...]) -> PreTrainedModel:
    """A Llama whose first MLP writes a huge vector where it reads the first of these tokens, and nowhere else."""
    module: Any = module_of("llama")
    block = module.model.layers[0]
    vectors = module.get_input_embeddings().weight.detach()
    others = torch.stack([vectors[id] for id in {*ids[1:]} - {ids[0]}] + [vectors.mean(0)])
    wanted = torch.cat([torch.ones(1), -torch.ones(len(others))])
    gain = block.post_attention_layernorm.weight
    reads = torch.linalg.lstsq(torch.cat([vectors[ids[0]][None], others]) * gain, wanted).solution
    with torch.no_grad():
        block.self_attn.o_proj.weight.zero_()
        for part in (block.mlp.gate_proj, block.mlp.up_proj):
            part.weight[0] = 1e4 * reads
        block.mlp.down_proj.weight[:, 0] = torch.randn(len(reads))
    return module


def complete(attribution: InputAttribution) -> Completeness:
    assert attribution.sums is not None
    return attribution.sums


def test_it_may_go_through_in_several_passes_and_says_how_far_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = integrated_gradients(shared("gpt2"), ASKED, FEW)
    monkeypatch.setattr("explorer.trace.gradients.ROWS", 4 * len(IDS))
    heard: list[tuple[int, int]] = []
    parts = integrated_gradients(shared("gpt2"), ASKED, FEW, told=lambda *points: heard.append(points))
    assert heard == [(4, 17), (8, 17), (12, 17), (16, 17), (17, 17)]
    np.testing.assert_allclose(parts.scores, whole.scores, rtol=1e-4, atol=1e-6)


def test_what_hears_of_it_can_end_it() -> None:
    def enough(points: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        integrated_gradients(shared("gpt2"), ASKED, told=enough)


def test_the_model_stays_without_gradients() -> None:
    integrated_gradients(shared("gpt2"), ASKED, FEW)
    assert all(weight.grad is None and not weight.requires_grad for weight in shared("gpt2").module.parameters())


def test_a_prompt_of_one_token_has_credits() -> None:
    attribution = integrated_gradients(shared("gpt2"), Question((7,), 0, 11))
    assert attribution.scores.tolist() == pytest.approx([complete(attribution).change], abs=1e-4)


def test_a_model_that_gives_no_numbers_for_average_tokens_is_refused() -> None:
    model = model_of("gpt2")
    embedding = replace(model.embedding, W_E=np.full_like(model.embedding.W_E, np.inf))
    with pytest.raises(Refused, match="gpt2 gives no finite numbers for average tokens: look at gradient × input"):
        integrated_gradients(replace(model, embedding=embedding), ASKED)


def test_a_position_outside_is_an_error() -> None:
    with pytest.raises(ValueError, match="position 9 is outside 0 to 8"):
        replace(ASKED, position=9)


@pytest.mark.parametrize("name", ["gpt2", "llama"])
def test_credits_are_those_of_the_edited_model(name: str) -> None:
    edits = (Ablate(1, 2), Ablate(0, 0))
    asked = replace(ASKED, edits=edits)
    logits = trace(shared(name), IDS, edits).logits[6]
    assert gradient_times_input(shared(name), asked).value == pytest.approx(float(logits[11] - logits[12]), abs=1e-4)
    whole = integrated_gradients(shared(name), asked)
    assert not np.allclose(whole.scores, integrated_gradients(shared(name), ASKED).scores, atol=1e-3)
    unchanged = Steer(1, (0.0,) * shared(name).shape.d_model, 1.0)
    same = integrated_gradients(shared(name), replace(ASKED, edits=(unchanged,)))
    np.testing.assert_allclose(same.scores, integrated_gradients(shared(name), ASKED).scores, atol=1e-5)
