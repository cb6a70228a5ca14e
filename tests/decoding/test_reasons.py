from dataclasses import replace

import numpy as np
import pytest
from hypothesis import strategies as st

from explorer.decoding.pipeline import run
from explorer.decoding.reasons import Measure, measures, reason
from explorer.decoding.sampling import Sampling
from tests.decoding.settings import Floats, contexts, given, logits, orders, samplings

STAYS = {
    "temperature": lambda seen: seen.value <= seen.threshold,
    "top_k": lambda seen: seen.value <= seen.threshold,
    "top_p": lambda seen: seen.value < seen.threshold or seen.value == 0,
    "min_p": lambda seen: seen.value >= seen.threshold,
    "typical_p": lambda seen: seen.value <= seen.threshold,
}


@given(logits, contexts, samplings, orders, st.data())
def test_the_numbers_never_contradict_what_was_removed(
    logits: Floats, context: list[int], sampling: Sampling, order: tuple[str, ...], data: st.DataObject
):
    pipeline = run(logits, context, replace(sampling, order=order))
    for token in data.draw(st.lists(st.integers(0, logits.size - 1), min_size=1, max_size=8)):
        seen = measures(pipeline, token)
        assert [STAYS[measure.stage](measure) for measure in seen] == [measure.kept for measure in seen]
        assert all(measure.kept for measure in seen[:-1])


@given(logits, contexts, samplings, st.data())
def test_the_reason_names_the_stage_that_removed_the_token(
    logits: Floats, context: list[int], sampling: Sampling, data: st.DataObject
):
    pipeline = run(logits, context, sampling)
    token = data.draw(st.integers(0, logits.size - 1))
    why = reason(pipeline, token)
    removed_by = pipeline.removed_by[token]
    assert (why is None) == (removed_by <= 0)
    assert why is None or why.stage == pipeline.stages[removed_by].name


HALVES = np.log(np.array([1 / 8, 1 / 2, 1 / 8, 1 / 4], dtype=np.float32))


def test_top_k_is_measured_by_rank():
    why = reason(run(HALVES, [], Sampling(top_k=1)), 3)
    assert why is not None
    assert (why.stage, why.kept, why.rank, why.prob) == ("top_k", False, 2, pytest.approx(0.25))
    assert (why.value, why.threshold) == (2, 1)


def test_top_p_is_measured_by_the_probability_of_all_that_come_before():
    pipeline = run(HALVES, [], Sampling(top_p=0.7))
    why = reason(pipeline, 0)
    assert why is not None
    assert (why.value, why.threshold, why.rank) == (pytest.approx(0.75), pytest.approx(0.7), 3)
    assert [measure.value for measure in measures(pipeline, 3)] == [pytest.approx(0.5)]


def test_before_the_likeliest_there_is_nothing_not_even_what_rounding_leaves():
    for seed in range(20):
        values = np.random.default_rng(seed).normal(0, 1, 300)
        assert measures(run(values, [], Sampling(top_p=0)), int(values.argmax()))[0].value == 0


def test_of_equals_the_lower_id_comes_before_the_other():
    pipeline = run(HALVES, [], Sampling(top_p=0.999))
    assert [measures(pipeline, token)[0].value for token in (0, 2)] == [pytest.approx(0.75), pytest.approx(0.875)]


def test_min_p_is_measured_by_the_probability_against_a_share_of_the_largest():
    why = reason(run(HALVES, [], Sampling(min_p=0.3)), 0)
    assert why is not None
    assert (why.value, why.threshold) == (pytest.approx(0.125), pytest.approx(0.15))


def test_typical_is_measured_by_the_distance_from_the_entropy_in_nats():
    why = reason(run(HALVES, [], Sampling(typical_p=0.3)), 0)
    assert why is not None
    # Entropy 1.75 bits; surprisals 1, 2 and 3 bits; 2 is nearest, then 1.
    assert (why.value, why.threshold) == (pytest.approx(1.25 * np.log(2)), pytest.approx(0.75 * np.log(2)))


def test_at_temperature_zero_only_the_temperature_is_asked():
    pipeline = run(HALVES, [], Sampling(temperature=0, top_k=1, top_p=0.5))
    assert [(measure.stage, measure.value, measure.kept) for measure in measures(pipeline, 2)] == [
        ("temperature", 4, False)
    ]
    assert reason(pipeline, 1) is None


def test_the_probability_is_that_among_the_tokens_that_came_so_far():
    later = measures(run(HALVES, [], Sampling(top_k=2, min_p=0.1)), 3)[1]
    assert (later.stage, later.prob) == ("min_p", pytest.approx(1 / 3))


@pytest.mark.parametrize(("rank", "prob"), [(0, 0.5), (1, -0.1), (1, 1.1), (2, np.nan)])
def test_what_is_no_rank_or_no_probability_is_an_error(rank: int, prob: float):
    with pytest.raises(ValueError, match="rank counts from 1 and a probability is at most 1"):
        Measure("top_k", kept=True, rank=rank, prob=prob, value=0, threshold=1)


@pytest.mark.parametrize("prob", [0.0, 1.0])
def test_nothing_and_everything_are_probabilities(prob: float):
    assert Measure("top_k", kept=True, rank=1, prob=prob, value=0, threshold=1).prob == prob


def test_every_id_of_the_vocabulary_has_measures_and_none_beyond():
    pipeline = run(HALVES, [], Sampling(top_k=1))
    assert [len(measures(pipeline, token)) for token in range(4)] == [1] * 4
    for token in (-1, 4):
        with pytest.raises(ValueError, match=f"token {token} is outside the vocabulary of 4"):
            measures(pipeline, token)


def test_before_the_least_likely_of_a_whole_nucleus_lies_everything_but_itself():
    pipeline = run(np.log([0.5, 0.25, 0.125, 0.125]), [], Sampling(top_p=0.99))
    assert [measures(pipeline, token)[0].value for token in range(4)] == pytest.approx([0, 0.5, 0.75, 0.875])
