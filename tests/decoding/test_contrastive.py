import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from explorer.decoding.contrastive import contrast, write
from explorer.models.cached_logits import CachedLogits
from tests.decoding.settings import spread_logits
from tests.models.tiny import shared
from tests.trace.traces import IDS


@given(spread_logits(), st.floats(0.01, 1), st.integers(0, 1000))
def test_scores_are_the_log_ratio_where_the_expert_finds_it_plausible(expert, alpha: float, seed: int) -> None:
    """Held against torch."""
    amateur = np.random.default_rng(seed).normal(size=expert.size).astype(np.float32)
    found = contrast(expert, amateur, alpha=alpha)
    p, q = (torch.tensor(one, dtype=torch.float64).softmax(-1) for one in (expert, amateur))
    cut = p < alpha * p.max()
    sure = ((p / p.max() - alpha).abs() > 1e-6).numpy()
    np.testing.assert_array_equal(found.plausible[sure], ~cut.numpy()[sure])
    ratio = (p.log() - q.log()).numpy()
    np.testing.assert_allclose(found.scores[found.plausible], ratio[found.plausible], rtol=1e-4, atol=1e-4)
    assert found.plausible[found.chosen]


def test_against_an_amateur_that_knows_nothing_or_everything_it_is_greedy() -> None:
    expert = np.array([0.0, 3.0, 2.9, -5.0], dtype=np.float32)
    assert contrast(expert, np.zeros(4)).chosen == 1
    assert contrast(expert, expert).chosen == 1


def test_what_the_amateur_likes_too_is_passed_over() -> None:
    expert, amateur = np.array([2.0, 1.9, -9.0]), np.array([5.0, 0.0, -30.0])
    found = contrast(expert, amateur)
    assert found.chosen == 1
    assert not found.plausible[2]


def test_each_choice_is_made_after_the_ones_before_it() -> None:
    expert, amateur = CachedLogits(shared("gpt2")), CachedLogits(shared("gpt2"), layers=1)
    made = list(write(expert, amateur, IDS[:6], n=5, ends=()))
    text = IDS[:6]
    for one in made:
        again = contrast(CachedLogits(shared("gpt2"))(text), CachedLogits(shared("gpt2"), layers=1)(text))
        np.testing.assert_allclose(one.scores, again.scores, atol=1e-3)
        text = (*text, one.chosen)
    assert len(list(write(expert, amateur, IDS[:6], n=5, ends={made[0].chosen}))) == 1


@pytest.mark.parametrize("alpha", [0, 1.1])
def test_a_cut_outside_0_to_1_is_refused(alpha: float) -> None:
    with pytest.raises(ValueError, match="at most 1"):
        contrast(np.zeros(3), np.zeros(3), alpha=alpha)


def test_the_cut_is_the_papers_tenth_of_the_likeliest() -> None:
    found = contrast(np.log([0.8, 0.0799, 0.0801]), np.zeros(3))
    assert found.plausible.tolist() == [True, False, True]


def test_a_cut_of_one_leaves_the_likeliest() -> None:
    assert contrast(np.array([1.0, 3.0, 2.0]), np.array([0.0, 9.0, 0.0]), alpha=1).plausible.tolist() == [
        False,
        True,
        False,
    ]


def test_of_equal_scores_the_experts_likelier_one_is_chosen() -> None:
    assert contrast(np.log([0.2, 0.5, 0.3]), np.log([0.2, 0.5, 0.3])).chosen == 1
