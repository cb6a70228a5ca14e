"""The whole vocabulary as a curve: nothing of it is lost, and the cuts are those of the stages."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import strategies as st

from explorer.decoding.pipeline import run
from explorer.decoding.rank_curve import by_rank, cuts, rank_curve, tokens_for
from explorer.decoding.sampling import Sampling
from tests.decoding.settings import Floats, contexts, given, logits, orders, samplings

MODEL_LIKE = np.random.default_rng(3).normal(0, 3, 5_000).astype(np.float32)


def test_the_curve_is_torchs_log_softmax_from_the_likeliest_to_the_last():
    curve = rank_curve(run(MODEL_LIKE, [], Sampling()), most=300)
    expected = torch.log_softmax(torch.tensor(MODEL_LIKE, dtype=torch.float64), -1).numpy() / np.log(10)
    np.testing.assert_allclose(curve.before, np.sort(expected)[::-1][curve.ranks - 1], atol=1e-6)
    np.testing.assert_allclose(curve.after, curve.before)
    assert (curve.ranks[0], curve.ranks[-1]) == (1, 5_000)
    assert curve.ranks[:20].tolist() == list(range(1, 21))


@given(logits, contexts, samplings, orders, st.integers(2, 50))
def test_the_cuts_and_what_is_left_are_the_whole_vocabulary(
    logits: Floats, context: list[int], sampling: Sampling, order: tuple[str, ...], most: int
):
    pipeline = run(logits, context, replace(sampling, order=order))
    made = cuts(pipeline)
    kept = pipeline.stages[-1].kept
    assert sum(cut.n for cut in made) + kept.sum() == pipeline["raw"].kept.sum()
    masses = sum(cut.mass for cut in made) + pipeline["raw"].probs[kept].sum(dtype=np.float64)
    assert masses == pytest.approx(1, abs=1e-5)
    curve = rank_curve(pipeline, most=most)
    np.testing.assert_array_equal(curve.removed_by == -1, curve.after > -np.inf)
    assert (np.diff(curve.ranks) > 0).all()
    assert (np.diff(curve.before[curve.before > -np.inf]) <= 1e-9).all()
    assert ((curve.mass_before >= 0) & (curve.mass_before <= 1)).all()


def test_a_cut_lies_between_the_last_that_stays_and_the_first_that_goes():
    (cut,) = cuts(run(MODEL_LIKE, [], Sampling(top_k=40)))
    assert (cut.stage, cut.n, cut.deepest, cut.first) == ("top_k", 4_960, 40, 41)
    curve = rank_curve(run(MODEL_LIKE, [], Sampling(top_k=777)), most=10)
    assert {777, 778} <= set(curve.ranks.tolist())


def test_typical_may_cut_the_likeliest():
    spread = np.log(np.array([0.4] + [0.06] * 10, np.float32))
    (cut,) = cuts(run(spread, [], Sampling(typical_p=0.5)))
    assert (cut.n, cut.first, cut.deepest) == (1, 1, 11)


def test_a_named_token_is_on_the_curve():
    last = int(MODEL_LIKE.argsort()[700])
    assert last in rank_curve(run(MODEL_LIKE, [], Sampling()), most=5, include=(last,)).ids


@given(logits, st.floats(0.01, 0.99))
def test_so_many_tokens_reach_the_share_and_one_fewer_does_not(logits: Floats, share: float):
    probs = run(logits, [], Sampling()).probs
    n = tokens_for(probs, share)
    ranked = probs[by_rank(run(logits, [], Sampling()))].astype(np.float64)
    assert ranked[:n].sum() >= share * ranked.sum() * (1 - 1e-9)
    assert ranked[: n - 1].sum() < share * ranked.sum() * (1 + 1e-9)


def test_a_vocabulary_of_one_token_has_a_curve():
    curve = rank_curve(run([1.0], [], Sampling()), most=5)
    assert (curve.ranks.tolist(), curve.before.tolist()) == ([1], [0.0])


def test_arrays_of_different_lengths_are_an_error():
    curve = rank_curve(run([1.0, 2.0], [], Sampling()), most=2)
    for name in ("ranks", "ids", "before", "after", "mass_before"):
        with pytest.raises(ValueError, match="must be of one length"):
            replace(curve, **{name: np.zeros(3)})


def test_the_mass_before_a_rank_is_that_of_all_likelier_tokens():
    curve = rank_curve(run(np.log([0.1, 0.4, 0.2, 0.3]), [], Sampling()), most=4)
    assert curve.ids.tolist() == [1, 3, 2, 0]
    np.testing.assert_allclose(curve.mass_before, [0, 0.4, 0.7, 0.9], atol=1e-6)


def test_what_each_stage_cut_is_told_in_turn_with_its_mass():
    top_k, min_p = cuts(run(np.log([0.1, 0.4, 0.2, 0.3]), [], Sampling(top_k=3, min_p=0.6)))
    assert (top_k.stage, top_k.n, top_k.mass, top_k.deepest, top_k.first) == ("top_k", 1, pytest.approx(0.1), 3, 4)
    assert (min_p.stage, min_p.n, min_p.mass, min_p.deepest, min_p.first) == ("min_p", 1, pytest.approx(0.2), 2, 3)


def test_a_half_is_reached_by_one_token_of_just_that_share():
    assert [tokens_for(np.array([0.25, 0.5, 0.25], np.float32), share) for share in (0.5, 0.51, 1.0)] == [1, 2, 3]
