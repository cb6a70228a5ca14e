import numpy as np
import pytest
import torch
from hypothesis import strategies as st
from scipy.stats import entropy

from explorer.decoding import filters
from tests.decoding.settings import Floats, contexts, given, logits
from tests.decoding.transformers_stages import scores_after


@given(logits)
def test_softmax_equals_torch(logits: Floats):
    expected = torch.softmax(torch.tensor(logits), dim=-1).numpy()
    np.testing.assert_allclose(filters.softmax(logits), expected, rtol=1e-5, atol=1e-12)


@given(logits)
def test_the_tails_rise_to_one_over_the_surviving_logits_in_order(logits: Floats):
    values, tails = filters.ascending(logits)
    np.testing.assert_array_equal(values, np.sort(logits[logits > -np.inf]))
    assert (np.diff(tails) >= 0).all()
    np.testing.assert_allclose(tails[-1], 1, rtol=1e-5)


def test_typical_deviations_are_zero_when_all_tokens_are_as_surprising_as_expected():
    np.testing.assert_allclose(filters.typical_deviations(np.zeros(8, np.float32)), 0, atol=1e-6)


def test_the_typical_deviation_of_a_removed_token_is_infinite():
    deviations = filters.typical_deviations(np.array([0, -np.inf, 1], np.float32))
    assert np.isinf(deviations).tolist() == [False, True, False]


def test_typical_can_drop_the_likeliest_token():
    # Entropy 1.36 nats: the token of probability 0.6 (0.51 nats) is farther from it than those of 0.1 (2.3) are not.
    probs = np.array([0.4] + [0.06] * 10, np.float32)
    kept = filters.keep_typical(np.log(probs), 0.5) > -np.inf
    assert kept.tolist() == [False] + [True] * 10


def test_typical_keeps_every_survivor_when_rounding_leaves_their_sum_short_of_the_mass():
    for seed in range(50):
        values = np.random.default_rng(seed).normal(0, 0.1, 200).astype(np.float32)
        values[:100] = -np.inf
        np.testing.assert_array_equal(filters.keep_typical(values, np.nextafter(1, 0)), values)


def test_a_penalty_below_one_makes_seen_tokens_likelier_whatever_their_sign():
    np.testing.assert_array_equal(filters.penalise(np.array([1, -1, 1], np.float32), [0, 1], 0.5), [2, -0.5, 1])


def test_the_arithmetic_stays_in_float32():
    values = np.array([1, 2, 3], np.float32)
    for result in (
        filters.penalise(values, [0], 1.3),
        filters.scale(values, 0.3),
        filters.keep_top_k(values, 2),
        filters.keep_top_p(values, 0.5),
        filters.keep_min_p(values, 0.5),
        filters.keep_typical(values, 0.5),
    ):
        assert result.dtype == np.float32


def of(name: str, setting: float, values: Floats) -> Floats:
    """What the filter itself leaves, without the pipeline around it."""
    return getattr(filters, f"keep_{name.removesuffix('_p') if name == 'typical_p' else name}")(values, setting)


@pytest.mark.parametrize(
    ("name", "setting"),
    [("top_k", 1), ("top_k", 7), ("top_p", 0.0), ("top_p", 0.6), ("min_p", 0.05), ("min_p", 1.0), ("typical_p", 0.6)],
)
def test_each_filter_is_transformers_own(name: str, setting: float):
    for seed in range(20):
        values = np.random.default_rng(seed).normal(0, 2, 60).astype(np.float32)
        np.testing.assert_array_equal(of(name, setting, values), scores_after(name, setting, values, []))


@given(logits)
def test_a_filter_that_may_keep_everything_does(logits: Floats):
    for name, setting in (("top_k", logits.size), ("top_k", logits.size + 1), ("min_p", 0.0)):
        np.testing.assert_array_equal(of(name, setting, logits), logits)


def test_of_equals_at_the_edge_top_k_keeps_all_and_top_p_the_lowest_ids():
    equal = np.array([0, 1, 0, 1, 0], np.float32)
    assert (filters.keep_top_k(equal, 3) > -np.inf).tolist() == [True] * 5
    assert (filters.keep_top_k(equal, 2) > -np.inf).tolist() == [False, True, False, True, False]
    halves = np.zeros(4, np.float32)
    assert (filters.keep_top_p(halves, 0.5) > -np.inf).tolist() == [True, True, False, False]


def test_a_token_exactly_as_likely_as_min_p_asks_for_stays():
    probs = np.array([0.5, 0.25, 0.125, 0.125], np.float32)
    assert (filters.keep_min_p(np.log(probs), 0.5) > -np.inf).tolist() == [True, True, False, False]


@given(logits)
def test_temperature_zero_leaves_the_first_of_the_likeliest(logits: Floats):
    assert np.flatnonzero(filters.keep_likeliest(logits) > -np.inf).tolist() == [logits.tolist().index(logits.max())]


@given(logits, contexts.filter(any), st.floats(0.1, 10))
def test_penalties_are_transformers_and_openais(logits: Floats, context: list[int], penalty: float):
    known = [token for token in context if token < logits.size]
    theirs = scores_after("repetition_penalty", penalty, logits, known) if known else logits
    np.testing.assert_allclose(filters.penalise(logits, context, penalty), theirs, rtol=2e-7, atol=1e-6)
    lowered = filters.subtract(logits, context, frequency=0.5, presence=0.25)
    for token, before in enumerate(logits):
        n = known.count(token)
        assert lowered[token] == np.float32(before - np.float32(0.5 * n + 0.25 * (n > 0)))


def test_a_negative_id_is_an_error_and_zero_is_none():
    with pytest.raises(ValueError, match="holds -1"):
        filters.penalise(np.ones(3, np.float32), [-1], 2)
    assert filters.penalise(np.ones(3, np.float32), [0], 2).tolist() == [0.5, 1, 1]


def test_typical_deviations_are_the_distance_of_each_surprisal_from_scipys_entropy():
    probs = np.array([0.5, 0.3, 0.15, 0.05])
    found = filters.typical_deviations((np.log(probs) + 7).astype(np.float32))
    np.testing.assert_allclose(found, np.abs(-np.log(probs) - entropy(probs)), rtol=1e-5)
