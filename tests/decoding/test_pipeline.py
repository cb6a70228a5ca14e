from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
import torch
from hypothesis import strategies as st

from explorer.decoding.pipeline import STAGES, Pipeline, run
from explorer.decoding.sampling import Sampling
from explorer.decoding.stage import Stage
from explorer.errors import Refused
from tests.decoding.settings import Floats, contexts, given, logits, only, orders, samplings
from tests.decoding.transformers_stages import PENALTIES, assert_equal_but_at_the_boundary, chained, scores_after

SEEN = [3, 3, 10]
MODEL_LIKE = np.random.default_rng(7).normal(0, 3, 1000).astype(np.float32)
FILTERS = {
    "top_k": [1, 5, 999],
    "top_p": [0.0, 0.3, 0.9, 0.99],
    "min_p": [0.01, 0.2, 1.0],
    "typical_p": [0.2, 0.9, 0.99],
}


def assert_probs(stage: Stage) -> None:
    expected = torch.softmax(torch.tensor(stage.logits), dim=-1).numpy()
    np.testing.assert_allclose(stage.probs, expected, rtol=1e-5, atol=1e-12)


@given(logits, contexts, samplings.filter(lambda sampling: not sampling.greedy), orders)
def test_in_any_order_every_stage_equals_transformers(
    logits: Floats, context: list[int], sampling: Sampling, order: tuple[str, ...]
):
    pipeline = run(logits, context, replace(sampling, order=order))
    assert tuple(stage.name for stage in pipeline.stages) == ("raw", *order)
    for before, stage in pairwise(pipeline.stages):
        setting = sampling.effective(stage.name)
        if stage.name in FILTERS:
            assert_equal_but_at_the_boundary(stage.name, setting, before.logits, stage.logits)
        else:
            theirs = scores_after(stage.name, setting, before.logits, context)
            np.testing.assert_allclose(stage.logits, theirs, rtol=0 if stage.name not in PENALTIES else 2e-7, atol=1e-6)
        assert_probs(stage)


@given(orders, st.integers(0, 20))
def test_the_whole_chain_in_any_order_equals_transformers_list(order: tuple[str, ...], seed: int):
    sampling = Sampling(
        repetition_penalty=1.3, frequency_penalty=0.4, presence_penalty=0.25, temperature=0.7, top_k=40, top_p=0.95,
        min_p=0.02, typical_p=0.9, order=order,
    )  # fmt: skip
    scores = np.random.default_rng(seed).normal(0, 3, 1000).astype(np.float32)
    theirs = chained(sampling, scores, SEEN)
    np.testing.assert_allclose(run(scores, SEEN, sampling).stages[-1].logits, theirs, rtol=1e-6, atol=1e-6)


@given(logits, contexts, samplings)
def test_a_stage_switched_off_is_as_if_it_were_neutral(logits: Floats, context: list[int], sampling: Sampling):
    neutral = replace(sampling, **{name: sampling.effective(name) for name in sampling.order}, off=())
    np.testing.assert_array_equal(run(logits, context, sampling).probs, run(logits, context, neutral).probs)


def test_each_mention_counts_for_the_frequency_penalty_and_only_the_first_for_presence():
    zeros = np.zeros(5)
    assert run(zeros, [3, 3, 1], Sampling(frequency_penalty=0.5))["frequency_penalty"].logits.tolist() == [
        0, -0.5, 0, -1, 0,
    ]  # fmt: skip
    assert run(zeros, [3, 3, 1], Sampling(presence_penalty=0.5))["presence_penalty"].logits.tolist() == [
        0, -0.5, 0, -0.5, 0,
    ]  # fmt: skip


def test_the_order_decides_what_is_left():
    """Four equal thirds of a nucleus: cut first, then flattened, and the other way round."""
    spread = np.log(np.array([0.6, 0.25, 0.1, 0.05]))
    settings = Sampling(temperature=3, top_p=0.8)
    reversed_ = replace(settings, order=tuple(reversed(settings.order)))
    assert run(spread, [], settings).stages[-1].kept.sum() == 3
    assert run(spread, [], reversed_).stages[-1].kept.sum() == 2


@given(logits, st.sampled_from(sorted(FILTERS)), st.floats(0.001, 0.999))
def test_every_filter_alone_equals_transformers(logits: Floats, name: str, share: float):
    setting = max(1, int(share * logits.size)) if name == "top_k" else share
    pipeline = run(logits, [], only(name, setting))
    assert_equal_but_at_the_boundary(name, setting, logits, pipeline[name].logits)
    assert_probs(pipeline[name])


@pytest.mark.parametrize(("name", "setting"), [(name, value) for name in FILTERS for value in FILTERS[name]])
def test_on_model_like_logits_no_boundary_needs_excusing(name: str, setting: float):
    for seed in range(20):
        scores = np.random.default_rng(seed).normal(0, 4, 1000).astype(np.float32)
        pipeline = run(scores, [], only(name, setting))
        np.testing.assert_array_equal(pipeline[name].logits, scores_after(name, setting, scores, []))


def test_the_whole_chain_equals_transformers_chain():
    sampling = Sampling(repetition_penalty=1.3, temperature=0.7, top_k=40, top_p=0.95, min_p=0.02, typical_p=0.9)
    scores = MODEL_LIKE
    for stage in run(MODEL_LIKE, SEEN, sampling).stages[1:]:
        scores = scores_after(stage.name, sampling.effective(stage.name), scores, SEEN)
        np.testing.assert_array_equal(stage.logits, scores)


def test_top_p_keeps_the_token_that_reaches_the_mass_and_none_after_it():
    halves = np.log(np.array([1 / 8, 1 / 2, 1 / 8, 1 / 4], dtype=np.float32))
    assert run(halves, [], Sampling(top_p=0.49)).probs.tolist() == [0, 1, 0, 0]
    np.testing.assert_allclose(run(halves, [], Sampling(top_p=0.51)).probs, [0, 2 / 3, 0, 1 / 3], rtol=1e-6)


def test_top_p_is_reached_by_probabilities_that_add_up_to_it_exactly():
    assert run(np.zeros(4), [], Sampling(top_p=0.5)).probs.tolist() == [0.5, 0.5, 0, 0]
    assert np.count_nonzero(run(np.zeros(4), [], Sampling(top_p=0.51)).probs) == 3


def test_of_equal_logits_top_p_keeps_the_lowest_ids():
    assert run(np.zeros(8), [], Sampling(top_p=0.5)).stages[-1].kept.tolist() == [True] * 4 + [False] * 4


def test_top_k_keeps_all_that_equal_the_last():
    assert run([2.0, 1.0, 1.0, 0.0], [], Sampling(top_k=2)).removed_by.tolist() == [-1, -1, -1, STAGES.index("top_k")]


@given(logits, contexts, samplings)
def test_probabilities_add_up_to_one_and_are_zero_exactly_for_the_removed(logits, context, sampling):
    for stage in run(logits, context, sampling).stages:
        assert stage.probs.sum(dtype=np.float64) == pytest.approx(1, abs=1e-5)
        assert not stage.probs[~stage.kept].any()
        assert stage.kept.any()


@given(logits, contexts, samplings)
def test_a_token_is_gone_from_the_stage_that_removed_it_on_and_there_before(logits, context, sampling):
    pipeline = run(logits, context, sampling)
    for index, stage in enumerate(pipeline.stages):
        still_there = (pipeline.removed_by == -1) | (pipeline.removed_by > index)
        np.testing.assert_array_equal(stage.kept, still_there)


@given(logits, contexts, samplings)
def test_at_temperature_zero_every_later_stage_keeps_only_the_likeliest_and_says_so(logits, context, sampling):
    greedy = Sampling(
        temperature=0, repetition_penalty=sampling.repetition_penalty, top_k=sampling.top_k, top_p=sampling.top_p
    )
    pipeline = run(logits, context, greedy)
    likeliest = pipeline["repetition_penalty"].logits.argmax()
    for stage in pipeline.stages[STAGES.index("temperature") :]:
        assert stage.greedy
        assert np.flatnonzero(stage.kept).tolist() == [likeliest]
        assert stage.probs[likeliest] == 1
    assert not any(stage.greedy for stage in pipeline.stages[: STAGES.index("temperature")])
    assert set(pipeline.removed_by.tolist()) <= {-1, 0, STAGES.index("temperature")}


def test_the_penalty_takes_part_in_the_greedy_choice():
    assert run([2.0, 1.9], [0], Sampling(temperature=0)).probs.tolist() == [1, 0]
    assert run([2.0, 1.9], [0], Sampling(temperature=0, repetition_penalty=1.2)).probs.tolist() == [0, 1]


def test_ids_beyond_the_logits_are_not_penalised():
    np.testing.assert_array_equal(run([1.0, 2.0], [2, 1, 500], Sampling(repetition_penalty=2)).stages[1].logits, [1, 1])


def test_an_inactive_stage_shares_the_arrays_of_the_one_before():
    pipeline = run(MODEL_LIKE, [], Sampling(top_p=0.9))
    assert [stage.name for stage in pipeline.stages if stage.active] == ["raw", "top_p"]
    assert pipeline["top_k"].probs is pipeline["raw"].probs
    assert pipeline["typical_p"].kept is pipeline["top_p"].kept


def test_the_models_own_impossible_tokens_are_removed_by_the_raw_stage():
    assert run([0.0, -np.inf], [], Sampling()).removed_by.tolist() == [-1, 0]


def test_logits_stay_the_callers_and_the_stages_cannot_be_written():
    own = np.zeros(4, dtype=np.float32)
    pipeline = run(own, [], Sampling(top_k=2))
    own[0] = 5
    assert pipeline["raw"].logits[0] == 0
    with pytest.raises(ValueError, match="read-only"):
        pipeline.probs[0] = 1


@pytest.mark.parametrize("bad", [[np.nan, 1.0], [np.inf, 1.0], [-np.inf, -np.inf]])
def test_logits_that_are_no_numbers_are_refused(bad: list[float]):
    with pytest.raises(Refused, match=r"the largest logit is -?\w+, which no probability can be made of: undo"):
        run(bad, [], Sampling())


@pytest.mark.parametrize("bad", [[], [[1.0, 2.0]], 3.0])
def test_logits_of_another_shape_are_an_error(bad: object):
    with pytest.raises(ValueError, match=r"logits must be \(V,\)"):
        run(np.array(bad), [], Sampling())


def test_a_negative_id_in_the_context_is_an_error():
    with pytest.raises(ValueError, match="never negative, but the context holds -1"):
        run([1.0, 2.0], [0, -1], Sampling(repetition_penalty=2))


def test_a_pipeline_without_all_its_stages_is_an_error():
    pipeline = run([1.0, 2.0], [], Sampling())
    with pytest.raises(ValueError, match="stages must be"):
        Pipeline(pipeline.sampling, pipeline.stages[1:])


@pytest.mark.parametrize("shapes", [(3, 2, 2), (2, 3, 2), (2, 2, 3), (2, 2, 1), ((2, 2), (2, 2), (2, 2))])
def test_a_stage_has_one_number_a_token(shapes: tuple):
    logits, kept, probs = map(np.zeros, shapes)
    with pytest.raises(ValueError, match="shapes differ"):
        Stage("raw", logits.astype(np.float32), kept.astype(bool), probs.astype(np.float32), active=True)
