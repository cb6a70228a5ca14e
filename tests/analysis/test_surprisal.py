import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import entropy as scipy_entropy

from explorer.analysis.surprisal import entropy, kl, log_probs, perplexity, surprisal
from explorer.errors import Refused
from tests.analysis.runs import IDS, made_up, oracle, run
from tests.models.tiny import N_VOCAB

logits = st.lists(st.just(-math.inf) | st.floats(-100, 100, width=32), min_size=1, max_size=40).filter(
    lambda values: max(values) > -math.inf
)


@pytest.mark.parametrize("name", ["gpt2", "llama"])
def test_perplexity_is_the_exponential_of_transformers_loss(name: str) -> None:
    loss = oracle(name, labels=torch.tensor([IDS])).loss
    assert perplexity(run(name)) == pytest.approx(math.exp(loss), rel=1e-4)


def test_surprisal_is_the_loss_of_each_token_in_bits() -> None:
    given = oracle().logits[0]
    losses = torch.nn.functional.cross_entropy(given[:-1], torch.tensor(IDS[1:]), reduction="none")
    np.testing.assert_allclose(surprisal(run()), losses.numpy() / math.log(2), rtol=1e-4)


def test_perplexity_from_a_start_is_of_the_tokens_after_it() -> None:
    bits = surprisal(run())
    assert perplexity(run(), start=4) == pytest.approx(2 ** bits[4:].mean())


def test_a_model_that_finds_all_tokens_equally_likely_has_as_many_for_its_perplexity() -> None:
    flat = made_up(logits=np.zeros((5, 32)), ids=(0, 1, 2, 3, 4))
    assert surprisal(flat).tolist() == pytest.approx([5] * 4)
    assert perplexity(flat) == pytest.approx(32)


def test_a_prompt_of_one_token_surprises_nobody_and_has_no_perplexity() -> None:
    assert surprisal(run(ids=(7,))).shape == (0,)
    assert math.isnan(perplexity(run(ids=(7,))))
    assert math.isnan(perplexity(run(), start=len(IDS) - 1))


def test_a_start_before_the_text_is_an_error() -> None:
    with pytest.raises(ValueError, match="start is -1: positions count from 0"):
        perplexity(run(), start=-1)


def test_a_model_that_reads_both_ways_is_refused() -> None:
    with pytest.raises(
        Refused, match="made-up reads both ways, so that it predicts no token from those before it alone: pick"
    ):
        surprisal(made_up(logits=np.zeros((2, 3)), ids=(0, 1), causal=False))


@settings(deadline=None)
@given(logits)
def test_log_probs_are_torchs(values: list[float]) -> None:
    expected = torch.log_softmax(torch.tensor(values, dtype=torch.float64), dim=-1).numpy()
    np.testing.assert_allclose(log_probs(np.array(values, np.float32)), expected, rtol=1e-5, atol=1e-5)


@settings(deadline=None)
@given(logits)
def test_entropy_is_scipys_in_bits(values: list[float]) -> None:
    probs = torch.softmax(torch.tensor(values, dtype=torch.float64), dim=-1).numpy()
    assert entropy(np.array(values, np.float32)) == pytest.approx(scipy_entropy(probs, base=2), abs=1e-4)


def test_entropy_is_of_each_row() -> None:
    bits = entropy(run().logits)
    assert bits.shape == (len(IDS),)
    assert bits[3] == pytest.approx(entropy(run().logits[3]))
    assert ((bits > 0) & (bits < math.log2(N_VOCAB))).all()


def test_certainty_is_no_bits_without_a_sign() -> None:
    certain = made_up(logits=[[0.0, -math.inf]] * 2, ids=(0, 0))
    assert [str(float(bits)) for bits in (entropy(certain.logits[0]), surprisal(certain)[0])] == ["0.0", "0.0"]


def test_what_one_prediction_costs_against_another_is_scipys_relative_entropy() -> None:
    first, second = np.random.default_rng(0).dirichlet(np.ones(9), (2, 4))
    assert kl(np.log2(first), np.log2(second)) == pytest.approx(scipy_entropy(first, second, base=2, axis=-1))
    assert kl(np.log2(first), np.log2(first)).tolist() == [0, 0, 0, 0]
