import numpy as np
import pytest
from hypothesis import strategies as st
from scipy.stats import chisquare, kstest

from explorer.decoding import choice
from explorer.decoding.choice import choose, choose_each, draw, draws, stretch
from explorer.decoding.pipeline import run
from explorer.decoding.sampling import Sampling
from tests.decoding.settings import Floats, contexts, given, logits, samplings

numbers = st.integers(0, 2**32 - 1)


def test_over_many_steps_tokens_come_as_often_as_their_probabilities_say():
    probs = run(np.log([0.05, 0.4, 0.15, 0.3, 0.1]), [], Sampling()).probs
    chosen = [choose(probs, seed=1, step=step) for step in range(5_000)]
    assert (
        chisquare(np.bincount(chosen, minlength=5), probs.astype(float) * 5_000 / probs.sum(dtype=float)).pvalue > 0.01
    )


def test_over_many_seeds_the_numbers_of_one_step_are_uniform():
    assert kstest([draw(seed=seed, step=3) for seed in range(5_000)], "uniform").pvalue > 0.01


def test_the_numbers_of_neighbouring_steps_have_nothing_to_do_with_each_other():
    drawn = np.array([draw(seed=5, step=step) for step in range(5_001)])
    cells = (drawn[:-1] * 5).astype(int) * 5 + (drawn[1:] * 5).astype(int)
    assert chisquare(np.bincount(cells, minlength=25)).pvalue > 0.01


@given(logits, contexts, samplings, numbers)
def test_a_token_of_probability_zero_is_never_chosen(logits: Floats, context: list[int], sampling: Sampling, step: int):
    probs = run(logits, context, sampling).probs
    assert probs[choose(probs, seed=sampling.seed, step=step)] > 0


@given(logits, numbers, numbers)
def test_greedy_is_the_likeliest_whatever_the_seed(logits: Floats, seed: int, step: int):
    assert choose(run(logits, [], Sampling(temperature=0)).probs, seed=seed, step=step) == logits.argmax()


@given(numbers, numbers)
def test_one_seed_and_step_give_one_number_whatever_was_drawn_before(seed: int, step: int):
    first = draw(seed=seed, step=step)
    draw(seed=seed, step=step + 1)
    np.random.default_rng().random()
    assert draw(seed=seed, step=step) == first
    assert 0 <= first < 1


def test_the_numbers_are_those_of_yesterday():
    drawn = [draw(seed=seed, step=step) for seed, step in [(0, 0), (0, 1), (1, 0), (2**32 - 1, 1000)]]
    assert drawn == [0.011546754286331562, 0.8133540609793564, 0.3035680343067586, 0.6893714672487229]


@given(logits, numbers, numbers)
def test_the_number_falls_on_the_chosen_token_when_the_likeliest_lie_first(logits: Floats, seed: int, step: int):
    probs = run(logits, [], Sampling()).probs
    order = sorted(range(probs.size), key=lambda token: (-probs[token], token))
    ends = np.cumsum(probs[order].astype(float))
    place = order.index(choose(probs, seed=seed, step=step))
    number = draw(seed=seed, step=step) * ends[-1]
    assert ends[place] - probs[order[place]] <= number + 1e-12
    assert number < ends[place]


@pytest.mark.parametrize(
    ("number", "token"),
    [(0.0, 1), (np.nextafter(0.5, 0), 1), (0.5, 0), (np.nextafter(0.75, 0), 0), (0.75, 3), (np.nextafter(1, 0), 3)],
)
def test_a_token_owns_its_stretch_from_the_start_up_to_but_not_with_the_end(
    number: float, token: int, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(choice, "draw", lambda **_: number)
    assert choose(np.array([0.25, 0.5, 0, 0.25], np.float32), seed=0, step=0) == token


def test_a_number_beyond_a_sum_that_rounding_left_short_falls_on_the_last_token(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(choice, "draw", lambda **_: float(np.nextafter(1, 0)))
    assert choose(np.array([0.5, 0.4999, 0], np.float32), seed=0, step=0) == 1


@given(logits, contexts, samplings, numbers)
def test_the_first_of_many_draws_is_the_one_that_is_made(logits, context, sampling, step: int):
    probs = run(logits, context, sampling).probs
    many = choose_each(probs, draws(seed=sampling.seed, step=step, n=20))
    assert many[0] == choose(probs, seed=sampling.seed, step=step)
    assert (probs[many] > 0).all()


def test_many_draws_are_choose_on_each_number(monkeypatch: pytest.MonkeyPatch):
    probs = run(np.random.default_rng(1).normal(0, 2, 50), [], Sampling(top_k=30)).probs
    numbers = draws(seed=4, step=2, n=200)
    each = []
    for number in numbers:
        monkeypatch.setattr(choice, "draw", lambda number=number, **_: float(number))
        each.append(choose(probs, seed=0, step=0))
    assert choose_each(probs, numbers).tolist() == each


def test_the_numbers_of_many_draws_are_uniform_and_begin_with_the_one():
    numbers = draws(seed=3, step=1, n=5_000)
    assert numbers[0] == draw(seed=3, step=1)
    assert kstest(numbers, "uniform").pvalue > 0.01


def test_over_many_steps_equally_likely_tokens_are_all_chosen():
    assert {choose(np.full(4, 0.25, np.float32), seed=0, step=step) for step in range(100)} == {0, 1, 2, 3}


@pytest.mark.parametrize("bad", [[0.5, -0.5], [0.0, 0.0], [np.nan, 1.0], [np.inf, 0.0]])
def test_what_are_no_probabilities_is_an_error(bad: list[float]):
    with pytest.raises(ValueError, match="must be finite, none negative and not all 0"):
        choose(np.array(bad, np.float32), seed=0, step=0)


@given(logits, contexts, samplings, numbers)
def test_a_token_is_chosen_where_the_number_lies_in_its_stretch_and_nowhere_else(logits, context, sampling, step: int):
    probs, number = run(logits, context, sampling).probs, draw(seed=sampling.seed, step=step)
    chosen = choose(probs, seed=sampling.seed, step=step)
    start, end = stretch(probs, chosen)
    assert start - 1e-12 <= number <= end + 1e-12
    for other in np.flatnonzero(probs)[:20]:
        start, end = stretch(probs, int(other))
        assert other == chosen or not start + 1e-12 < number < end - 1e-12


@given(logits)
def test_the_stretches_lie_end_to_end_from_0_to_1(logits: Floats):
    probs = run(logits, [], Sampling()).probs
    ends = sorted(stretch(probs, token) for token in np.flatnonzero(probs).tolist())
    np.testing.assert_allclose([0.0, *(end for _, end in ends)], [*(start for start, _ in ends), 1.0], atol=1e-9)
