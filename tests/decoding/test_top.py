from dataclasses import replace

import numpy as np
import pytest
from hypothesis import strategies as st

from explorer.decoding.pipeline import STAGES, run
from explorer.decoding.sampling import Sampling
from explorer.decoding.top import likeliest, top
from tests.decoding.settings import Floats, contexts, given, logits, samplings


@given(logits, contexts, samplings, st.integers(1, 50))
def test_what_is_shown_and_the_tail_are_the_whole_vocabulary(
    logits: Floats, context: list[int], sampling: Sampling, k: int
):
    shown = top(run(logits, context, sampling), k)
    assert shown.before.sum() + shown.tail_before == pytest.approx(1, abs=1e-5)
    assert shown.after.sum() + shown.tail_after == pytest.approx(1, abs=1e-5)


@given(logits, st.integers(1, 50))
def test_the_k_likeliest_come_likeliest_first_and_of_equals_the_lowest_id(logits: Floats, k: int):
    shown = top(run(logits, [], Sampling()), k)
    by_hand = sorted(range(logits.size), key=lambda token: (-logits[token], token))
    assert shown.ids.tolist() == by_hand[:k]


@given(logits, contexts, samplings, st.integers(1, 50))
def test_the_likeliest_are_the_first_of_those_that_can_come_and_no_others(
    logits: Floats, context: list[int], sampling: Sampling, k: int
):
    probs = run(logits, context, sampling).probs
    possible = sorted(np.flatnonzero(probs > 0).tolist(), key=lambda token: (-probs[token], token))
    assert likeliest(probs, k).tolist() == possible[:k]
    assert likeliest(probs).tolist() == possible


def test_both_probabilities_and_who_removed_the_token_are_the_pipelines():
    pipeline = run(np.log([0.1, 0.4, 0.2, 0.3]), [], Sampling(top_k=2))
    shown = top(pipeline, 3)
    assert shown.ids.tolist() == [1, 3, 2]
    np.testing.assert_allclose(shown.before, [0.4, 0.3, 0.2], rtol=1e-6)
    np.testing.assert_allclose(shown.after, [4 / 7, 3 / 7, 0], rtol=1e-6)
    assert shown.removed_by.tolist() == [-1, -1, STAGES.index("top_k")]
    assert (shown.tail_before, shown.tail_after) == (pytest.approx(0.1), 0)


def test_the_order_is_that_before_the_pipeline():
    assert top(run([1.0, 0.9], [0], Sampling(repetition_penalty=10)), 2).ids.tolist() == [0, 1]


def test_no_token_at_all_is_an_error():
    with pytest.raises(ValueError, match="k must be at least 1, not 0"):
        top(run([1.0], [], Sampling()), 0)


def test_arrays_of_different_lengths_are_an_error():
    with pytest.raises(ValueError, match="must be of one length"):
        replace(top(run([1.0, 2.0], [], Sampling()), 2), ids=np.arange(3))
