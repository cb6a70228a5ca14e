"""One query through one head, by hand: it must come out as in the model, whatever the architecture."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.analysis.attention import (
    Lookup,
    key_head,
    lookup,
    softmax,
    strongest,
    visible,
    without_first,
)
from explorer.trace import Trace, trace
from tests.models.tiny import CONFIGS, MASKED, shared

IDS = (3, 1, 4, 1, 5, 9, 2, 6, 5, 3, 5, 8)

finite = st.floats(-50, 50, width=32)


def run(name: str, ids: tuple[int, ...] = IDS) -> Trace:
    return trace(shared(name), ids)


def lookups(ran: Trace) -> list[tuple[int, int, int, Lookup]]:
    """Some of every layer and head: the first, a middle and the last query."""
    shape, positions = ran.shape, (0, len(ran) // 2, len(ran) - 1)
    places = [(layer, head, at) for layer in range(shape.n_layers) for head in range(shape.n_heads) for at in positions]
    return [(layer, head, at, lookup(ran, layer, head, at)) for layer, head, at in places]


@pytest.mark.parametrize("name", CONFIGS)
def test_the_steps_come_out_as_in_the_model(name: str) -> None:
    ran = run(name)
    for layer, head, at, found in lookups(ran):
        where = f"blocks.{layer}.attn"
        np.testing.assert_allclose(found.scores, ran[f"{where}.hook_attn_scores"][head, at], rtol=1e-4, atol=1e-4)
        np.testing.assert_allclose(found.weights, ran[f"{where}.hook_pattern"][head, at], atol=1e-5)
        np.testing.assert_allclose(found.z, ran[f"{where}.hook_z"][head, at], rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("name", CONFIGS)
def test_each_step_follows_from_the_one_before(name: str) -> None:
    for _layer, _head, _at, found in lookups(run(name)):
        np.testing.assert_allclose(found.dots, found.k @ found.q, rtol=1e-4, atol=1e-4)
        np.testing.assert_allclose(found.scaled, found.dots * found.scale, rtol=1e-5, atol=1e-6)
        np.testing.assert_allclose(found.weights, softmax(found.scores), atol=1e-6)
        np.testing.assert_allclose(found.mixed.sum(axis=0), found.z, rtol=1e-4, atol=1e-5)


def test_a_causal_query_sees_nothing_after_it_and_the_first_only_itself() -> None:
    ran = run("gpt2")
    assert lookup(ran, 1, 2, 4).seen.tolist() == [True] * 5 + [False] * 7
    assert lookup(ran, 1, 2, 0).weights.tolist() == [1.0] + [0.0] * 11


@pytest.mark.parametrize("name", [name for name in MASKED if name != "modernbert"])
def test_an_encoder_sees_both_ways(name: str) -> None:
    assert lookup(run(name), 0, 0, 3).seen.all()


def test_a_sliding_window_hides_what_is_far_behind() -> None:
    assert lookup(run("mistral"), 0, 0, 7).seen.tolist() == [False] * 3 + [True] * 5 + [False] * 4


def test_a_softcap_shows_as_a_step_and_without_one_nothing_changes() -> None:
    capped, plain = lookup(run("gemma2"), 0, 0, 5), lookup(run("gpt2"), 0, 0, 5)
    assert capped.softcap == 2.0
    assert np.abs(capped.capped).max() <= 2.0 < np.abs(capped.scaled).max()
    assert plain.softcap is None
    np.testing.assert_array_equal(plain.capped, plain.scaled)
    assert not capped.biased
    assert not plain.biased


def test_a_bias_after_the_scale_is_noticed() -> None:
    found = lookup(run("gpt2"), 0, 0, 5)
    assert replace(found, scores=found.scores + np.float32(0.5)).biased


def test_a_position_bias_is_added_to_the_scores_as_in_the_model() -> None:
    """As T5 has one: (H, T, T)."""
    plain = run("gpt2")
    bias = np.random.default_rng(0).normal(size=(4, len(IDS), len(IDS))).astype(np.float32)
    calls = tuple(replace(call, bias=bias) for call in plain.calls)
    ran = replace(plain, calls=calls)
    for layer, head, position, found in lookups(ran):
        assert found.biased
        np.testing.assert_allclose(found.weights, ran.pattern(layer)[head, position], atol=1e-5)


def test_heads_that_share_keys_read_the_same_ones() -> None:
    ran = run("llama")
    assert (ran.shape.n_heads, ran.shape.n_kv_heads) == (4, 2)
    np.testing.assert_array_equal(lookup(ran, 0, 2, 5).k, lookup(ran, 0, 3, 5).k)
    assert not np.array_equal(lookup(ran, 0, 1, 5).k, lookup(ran, 0, 2, 5).k)


@given(st.integers(1, 64), st.integers(1, 16))
def test_every_group_of_heads_has_one_key_head(n_kv_heads: int, group: int) -> None:
    mapped = [key_head(head, n_kv_heads * group, n_kv_heads) for head in range(n_kv_heads * group)]
    assert mapped == [kv for kv in range(n_kv_heads) for _ in range(group)]


def test_a_prompt_of_one_token_looks_at_itself() -> None:
    found = lookup(run("gpt2", (7,)), 0, 0, 0)
    assert found.weights.tolist() == [1.0]
    np.testing.assert_allclose(found.z, found.v[0], rtol=1e-6)


@given(st.integers(1, 40), st.data())
def test_a_query_always_sees_itself(n_keys: int, data: st.DataObject) -> None:
    position = data.draw(st.integers(0, n_keys - 1))
    window, causal = data.draw(st.none() | st.integers(1, 50)), data.draw(st.booleans())
    seen = visible(position, n_keys, causal=causal, window=window)
    assert seen[position]
    assert not (causal and seen[position + 1 :].any())


@given(arrays(np.float32, st.integers(1, 30), elements=finite), st.integers(1, 40))
def test_the_strongest_come_in_order_and_nothing_stronger_is_left_out(weights: np.ndarray, n: int) -> None:
    best = strongest(weights, n)
    assert len(best) == min(n, len(weights))
    assert (np.diff(weights[best]) <= 0).all()
    left = np.delete(weights, best)
    assert left.size == 0 or left.max() <= weights[best].min()


def test_of_equal_keys_the_earlier_comes_first() -> None:
    assert strongest(np.array([0.2, 0.4, 0.4], dtype=np.float32), 2).tolist() == [1, 2]


@given(arrays(np.float32, st.tuples(st.just(2), st.integers(1, 9), st.integers(1, 9)), elements=finite))
def test_without_the_first_the_others_keep_their_proportions(scores: np.ndarray) -> None:
    pattern = np.stack([[softmax(row) for row in head] for head in scores]).astype(np.float32)
    rest = without_first(pattern)
    assert not rest[..., 0].any()
    for before, after in zip(pattern.reshape(-1, pattern.shape[-1]), rest.reshape(-1, pattern.shape[-1]), strict=True):
        left = before[1:].sum()
        assert after.sum() == pytest.approx(1 if left > 1e-6 else 0, abs=1e-3)
        np.testing.assert_allclose(after[1:] * left, before[1:] if left > 1e-6 else 0, atol=1e-5)


def test_without_the_first_leaves_the_pattern_itself_alone() -> None:
    pattern = run("gpt2").pattern(0)
    assert without_first(pattern)[0, 0].tolist() == [0.0] * len(IDS)
    assert pattern[0, 0, 0] == 1


def test_a_lookup_whose_shares_do_not_sum_to_one_is_refused() -> None:
    found = lookup(run("gpt2"), 0, 0, 5)
    with pytest.raises(ValueError, match=r"shares of attention sum to 0\.5000, not to 1"):
        replace(found, weights=found.weights / 2)


def test_a_lookup_with_numbers_missing_is_refused() -> None:
    found = lookup(run("gpt2"), 0, 0, 5)
    with pytest.raises(ValueError, match=r"dots has shape \(11,\), not \(12,\)"):
        replace(found, dots=found.dots[1:])


def test_an_encoders_window_reaches_as_far_ahead_as_behind() -> None:
    assert visible(3, 7, causal=False, window=2).tolist() == [False, False, True, True, True, False, False]
    assert visible(3, 7, causal=True, window=2).tolist() == [False, False, True, True, False, False, False]


@pytest.mark.parametrize("name", ["q", "k", "v", "z", "scaled", "capped", "scores", "weights"])
def test_every_number_of_a_lookup_has_its_shape(name: str) -> None:
    found = lookup(run("gpt2"), 0, 0, 5)
    with pytest.raises(ValueError, match="has shape"):
        replace(found, **{name: getattr(found, name)[1:]})


def test_shares_may_miss_one_by_rounding_and_no_more() -> None:
    found = lookup(run("gpt2"), 0, 0, 5)
    replace(found, weights=found.weights * np.float32(1.00005))
    with pytest.raises(ValueError, match=r"sum to 1\.0010"):
        replace(found, weights=found.weights * np.float32(1.001))


def test_a_first_position_that_has_nearly_everything_leaves_nothing_to_deal_out() -> None:
    rows = np.array([[1 - 1e-5, 1e-5], [1 - 1e-7, 1e-7]], dtype=np.float32)
    np.testing.assert_array_equal(without_first(rows), [[0, 1], [0, 0]])
