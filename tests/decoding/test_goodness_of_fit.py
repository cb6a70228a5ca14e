"""Many draws: the test of them is scipy's, and it says no more than it may."""

import numpy as np
import pytest
from hypothesis import strategies as st
from scipy.stats import chisquare, kstest

from explorer.decoding.choice import choose_each, draws
from explorer.decoding.goodness_of_fit import LEAST, _grouped, chi_square
from explorer.decoding.pipeline import run
from explorer.decoding.sampling import Sampling
from tests.decoding.settings import Floats, given, logits

FIVE = np.array([0.4, 0.3, 0.2, 0.06, 0.04], np.float32)


def test_it_equals_scipys_when_every_token_is_a_group():
    drawn = choose_each(FIVE, draws(seed=1, step=0, n=1_000))
    expected = FIVE.astype(float) / FIVE.sum(dtype=float) * 1_000
    theirs = chisquare(np.bincount(drawn, minlength=5), expected)
    ours = chi_square(FIVE, drawn)
    assert ours is not None
    assert (ours.statistic, ours.p) == (pytest.approx(theirs.statistic), pytest.approx(theirs.pvalue))
    assert (ours.groups, ours.freedom) == (5, 4)


@given(logits, st.integers(0, 2**32 - 1), st.integers(1, 300))
def test_groups_are_large_enough_and_lose_no_draw(logits: Floats, seed: int, n: int):
    probs = run(logits, [], Sampling()).probs
    drawn = choose_each(probs, draws(seed=seed, step=0, n=n))
    expected, counts = _grouped(probs, drawn)
    assert (counts.sum(), expected.sum()) == (n, pytest.approx(n))
    assert expected.size == 1 or (expected >= LEAST).all()
    found = chi_square(probs, drawn)
    if found is not None:
        theirs = chisquare(counts, expected)
        assert (found.statistic, found.p) == (pytest.approx(theirs.statistic), pytest.approx(theirs.pvalue, abs=1e-12))


def test_over_many_seeds_the_p_values_are_uniform():
    probs = run(np.random.default_rng(0).normal(0, 2, 400), [], Sampling()).probs
    found = [chi_square(probs, choose_each(probs, draws(seed=seed, step=0, n=1_000))) for seed in range(400)]
    assert kstest([test.p for test in found if test is not None], "uniform").pvalue > 0.01


def test_draws_from_other_probabilities_are_found_out():
    wrong = chi_square(FIVE[::-1].copy(), choose_each(FIVE, draws(seed=1, step=0, n=1_000)))
    assert wrong is not None
    assert wrong.p < 1e-12


def test_where_one_token_is_left_there_is_nothing_to_test():
    assert chi_square(np.array([0, 1, 0], np.float32), np.ones(1_000, np.int64)) is None


def test_five_expected_draws_are_enough_for_a_group_and_fewer_are_not():
    """Cochran's five, met exactly by four tokens of a quarter each."""
    quarters = np.full(4, 0.25, np.float32)
    enough, fewer = chi_square(quarters, np.arange(20) % 4), chi_square(quarters, np.arange(19) % 4)
    assert enough is not None
    assert enough.groups == 4
    assert fewer is None


def test_a_rest_that_is_too_small_joins_the_rarest_of_the_others():
    probs = np.array([0.6, 0.39, 0.01], np.float32)
    expected, counts = _grouped(probs, np.array([0] * 60 + [1] * 38 + [2] * 2))
    np.testing.assert_allclose(expected, [60, 40], rtol=1e-6)
    assert counts.tolist() == [60, 40]
