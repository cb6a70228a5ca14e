"""Temperature: the curves are torch's and scipy's, and rise as thermodynamics says."""

import numpy as np
import pytest
import torch
from hypothesis import strategies as st
from scipy.stats import entropy

from explorer.decoding.pipeline import run
from explorer.decoding.sampling import Sampling
from explorer.decoding.temperature_sweep import Heat, heat
from tests.decoding.settings import Floats, given, logits

GRID = [0.0, 0.05, 0.3, 0.7, 1.0, 1.5, 2.0]
MODEL_LIKE = np.random.default_rng(5).normal(0, 3, 1_000).astype(np.float32)


@given(logits, st.floats(0.05, 5))
def test_entropy_and_shares_are_those_of_torchs_softmax(logits: Floats, temperature: float):
    made = heat(logits, [temperature], k=5)
    probs = torch.softmax(torch.tensor(logits, dtype=torch.float64) / temperature, -1).numpy()
    assert made.entropy[0] == pytest.approx(entropy(probs, base=2), abs=1e-4)
    np.testing.assert_allclose(made.shares[0], probs[made.ids], rtol=1e-3, atol=1e-7)
    assert made.choices[0] == pytest.approx(np.exp(entropy(probs)), rel=1e-3)


@given(logits)
def test_it_gets_less_certain_as_it_gets_hotter(logits: Floats):
    made = heat(logits, GRID, k=1)
    assert (np.diff(made.entropy) >= -1e-6).all()
    assert (np.diff(made.shares[:, 0]) <= 1e-6).all()


def test_the_shares_are_those_of_the_pipeline():
    for temperature in GRID:
        made = heat(MODEL_LIKE, [temperature], k=8)
        probs = run(MODEL_LIKE, [], Sampling(temperature=temperature)).probs
        np.testing.assert_allclose(made.shares[0], probs[made.ids], rtol=1e-4, atol=1e-9)


def test_what_was_removed_has_no_share():
    made = heat(np.array([1, -np.inf, 0], np.float32), [1.0], k=3)
    assert made.ids.tolist() == [0, 2]
    assert made.shares.sum() == pytest.approx(1)


@pytest.mark.parametrize("temperature", [0.4, 1.0, 1.7])
def test_entropy_rises_with_the_variance_of_the_logits(temperature: float):
    """dH/dT = Var(z) / T^3 in nats, as the page says."""
    near = heat(MODEL_LIKE, [temperature - 1e-4, temperature + 1e-4], k=1).entropy * np.log(2)
    probs = torch.softmax(torch.tensor(MODEL_LIKE, dtype=torch.float64) / temperature, -1).numpy()
    variance = probs @ (MODEL_LIKE - probs @ MODEL_LIKE) ** 2
    assert (near[1] - near[0]) / 2e-4 == pytest.approx(variance / temperature**3, rel=1e-4)


@pytest.mark.parametrize(("entropies", "shares"), [((3,), (2, 1)), ((2,), (2, 2)), ((2,), (1, 1)), ((2, 1), (2, 1))])
def test_entropies_and_shares_belong_to_the_temperatures(entropies: tuple[int, ...], shares: tuple[int, ...]):
    with pytest.raises(ValueError, match="2 temperatures and 1 tokens"):
        Heat(np.zeros(2), np.zeros(entropies), np.zeros(1, np.int64), np.zeros(shares))


def test_one_certain_token_is_one_choice_and_four_equal_ones_are_four():
    assert heat(np.zeros(4, np.float32), [1.0, 7.0], k=4).choices.tolist() == [4, 4]
    assert heat(np.array([0, -np.inf], np.float32), [0.0, 1.0], k=1).choices.tolist() == [1, 1]
