import numpy as np
import torch

from explorer.decoding import filters
from tests.decoding.settings import Floats, given, logits


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
