from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from sklearn.calibration import calibration_curve

from explorer.analysis.calibration import TEMPERATURES, Guesses, guesses, reliability, wilson
from explorer.analysis.text_surprisal import read
from explorer.models.forward import forward
from tests.models.tiny import shared
from tests.trace.traces import IDS, traced

ONE = TEMPERATURES.index(1.0)


def a_guess(n: int, seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    confidence = random.uniform(size=n)
    return confidence, random.uniform(size=n) < confidence**2


@pytest.mark.parametrize("n", [1, 7, 400, 5000])
def test_the_bins_are_scikit_learns(n: int) -> None:
    confidence, right = a_guess(n)
    found = reliability(confidence, right)
    accuracy, mean = calibration_curve(right, confidence, n_bins=10)
    filled = found.n > 0
    np.testing.assert_allclose(found.accuracy[filled], accuracy)
    np.testing.assert_allclose(found.confidence[filled], mean)
    assert found.n.sum() == n


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), min_size=1, max_size=60))
def test_the_expected_calibration_error_is_what_a_loop_over_bins_gives(pairs: list[tuple[float, bool]]) -> None:
    total = 0.0
    for low in range(10):
        inside = [(c, r) for c, r in pairs if low / 10 < c <= (low + 1) / 10 or (low == 0 and c == 0)]
        if inside:
            total += abs(sum(r for _, r in inside) - sum(c for c, _ in inside)) / len(pairs)
    confidence, right = zip(*pairs, strict=True)
    edges = np.linspace(0, 1, 11)
    if not np.isclose(np.array(confidence)[:, None], edges, atol=1e-12, rtol=0).any():
        assert reliability(confidence, right).error == pytest.approx(total, abs=1e-9)


def test_the_interval_is_scipys() -> None:
    for right, n in [(0, 5), (5, 5), (3, 10), (812, 1000)]:
        low, high = wilson(right / n, n)
        expected = binomtest(right, n).proportion_ci(method="wilson")
        np.testing.assert_allclose((low, high), (expected.low, expected.high), atol=1e-6)


def test_who_is_right_as_often_as_they_say_has_no_error() -> None:
    confidence = np.repeat([0.25, 0.75], 40)
    right = np.concatenate([np.arange(40) % 4 == 0, np.arange(40) % 4 != 0])
    assert reliability(confidence, right).error == pytest.approx(0)
    assert reliability(np.full(8, 0.95), np.zeros(8)).error == pytest.approx(0.95)


def test_confidence_and_surprisal_under_every_temperature_are_torchs() -> None:
    found = guesses(lambda ids: forward(shared("gpt2").module, ids).numpy(), IDS, size=40)
    logits = torch.tensor(traced("gpt2").logits[:-1].astype(np.float64))
    for row, temperature in enumerate(TEMPERATURES):
        probs = (logits / temperature).softmax(-1)
        np.testing.assert_allclose(found.confidence[row], probs.max(-1).values, rtol=1e-4)
        own = probs[torch.arange(len(IDS) - 1), torch.tensor(IDS[1:])]
        np.testing.assert_allclose(found.surprisal[row], -own.log2(), rtol=1e-4, atol=1e-4)
    np.testing.assert_array_equal(found.right, logits.argmax(-1).numpy() == np.array(IDS[1:]))


def test_long_texts_are_read_through_the_same_windows_as_elsewhere() -> None:
    long = IDS * 4
    logits_of = lambda ids: forward(shared("gpt2").module, ids).numpy()  # noqa: E731
    found = guesses(logits_of, long, size=20)
    np.testing.assert_allclose(found.surprisal[ONE], read(logits_of, long, size=20).surprisal, atol=1e-4)
    assert found.confidence.shape == (len(TEMPERATURES), len(long) - 1)


def test_temperatures_rise_from_half_to_double_around_the_model_as_it_is() -> None:
    assert list(TEMPERATURES) == sorted(set(TEMPERATURES))
    assert (TEMPERATURES[0], TEMPERATURES[-1], TEMPERATURES[ONE]) == (0.5, 2.0, 1.0)


def test_nobody_who_said_nothing_was_wrong() -> None:
    found = reliability([], [])
    assert np.isnan(found.error)
    assert np.isnan([*found.accuracy, *found.low, *found.high]).all()


def test_a_confidence_on_an_edge_belongs_to_the_bin_below_it_and_none_at_all_to_the_first() -> None:
    assert reliability([0.0, 0.5, 0.51, 1.0], [True] * 4, bins=2).n.tolist() == [2, 2]


def test_a_single_token_is_no_guess_and_progress_is_told() -> None:
    told: list[float] = []
    logits_of = lambda ids: forward(shared("gpt2").module, ids).numpy()  # noqa: E731
    assert guesses(logits_of, IDS[:1], size=8, told=told.append).right.shape == (0,)
    assert told == [1]
    assert guesses(logits_of, IDS[:2], size=8).right.shape == (1,)
    guesses(logits_of, IDS, size=8, told=told.append)
    assert told[1:] == sorted(told[1:])
    assert told[-1] == 1


@pytest.mark.parametrize("wrong", ["confidence", "surprisal", "right"])
def test_guesses_of_other_shapes_are_an_error(wrong: str) -> None:
    n = len(TEMPERATURES)
    found = Guesses(np.zeros((n, 3)), np.zeros(3, bool), np.zeros((n, 3)))
    with pytest.raises(ValueError, match="do not go with"):
        replace(found, **{wrong: getattr(found, wrong)[..., 1:]})


def test_the_error_by_chance_is_that_of_draws_that_are_right_as_often_as_they_say() -> None:
    random = np.random.default_rng(0)
    confidence = random.uniform(size=300)
    errors = [reliability(confidence, random.uniform(size=300) < confidence).error for _ in range(300)]
    assert reliability(confidence, confidence > 2).by_chance == pytest.approx(np.mean(errors), rel=0.1)


def test_chance_has_no_share_where_there_is_no_doubt_or_nothing_at_all() -> None:
    assert reliability(np.ones(5), np.ones(5)).by_chance == 0
    assert np.isnan(reliability([], []).by_chance)
