import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy.stats import entropy as scipy_entropy

from explorer.analysis.heads import (
    REACH,
    duplicate_token_score,
    entropy,
    evenly,
    evenness,
    first_position_score,
    induction_score,
    local_score,
    prefix_matching_score,
    previous_token_score,
)
from tests.analysis.runs import IDS, run

T = 12
TWICE = (*range(T // 2), *range(T // 2))
Floats = NDArray[np.float32]
SCORES: list[Callable[[Floats], Floats]] = [
    previous_token_score,
    first_position_score,
    lambda pattern: induction_score(pattern, T // 2),
    lambda pattern: prefix_matching_score(pattern, TWICE),
]


def even_causally(pattern: Floats) -> Floats:
    return evenness(entropy(pattern), causal=True)


def looking_at(key_of: Callable[[int], int], n: int = T) -> Floats:
    """(1, n, n) a head that looks from each query position at one key alone, and from the others at themselves."""
    pattern = np.zeros((1, n, n), np.float32)
    for query in range(n):
        key = key_of(query)
        pattern[0, query, key if 0 <= key <= query else query] = 1
    return pattern


HEADS = np.concatenate([looking_at(lambda q: q - 1), looking_at(lambda _: 0), looking_at(lambda q: q - T // 2 + 1)])
HEADS = np.concatenate([HEADS, HEADS[2:]])
"""(4, T, T) a pure head of each kind, in the order of SCORES."""


@pytest.mark.parametrize("kind", range(4))
def test_a_pure_head_of_a_kind_scores_one_and_the_others_less(kind: int) -> None:
    scores = SCORES[kind](HEADS)
    assert scores[kind] == 1
    same = {2, 3} if kind >= 2 else {kind}
    assert (np.delete(scores, list(same)) < 0.2).all()


def test_entropy_is_scipys_in_bits() -> None:
    pattern = run().pattern(1)
    np.testing.assert_allclose(entropy(pattern), scipy_entropy(pattern, axis=-1, base=2), atol=1e-5)


def test_entropy_of_n_equal_shares_is_log2_of_n_and_of_one_share_zero_without_a_sign() -> None:
    even = (np.tril(np.ones((8, 8))) / np.arange(1, 9)[:, None]).astype(np.float32)
    np.testing.assert_allclose(entropy(even), np.log2(np.arange(1, 9)), atol=1e-6)
    assert {str(float(bits)) for bits in entropy(HEADS).ravel()} == {"0.0"}


def test_entropy_never_falls_below_zero_for_a_share_rounded_above_one() -> None:
    assert entropy(np.full((1, 1), np.nextafter(np.float32(1), np.float32(2))))[0] == 0


@pytest.mark.parametrize("score", SCORES)
def test_scores_are_means_over_query_positions(score: Callable[[Floats], Floats]) -> None:
    """Half as much attention is half the score."""
    for pattern in (HEADS, run(ids=IDS[:T]).pattern(0)):
        np.testing.assert_allclose(score(pattern * np.float32(0.5)), score(pattern) / 2, rtol=1e-6)
        assert ((score(pattern) >= 0) & (score(pattern) <= 1 + 1e-6)).all()


def test_the_first_query_which_has_no_choice_does_not_count() -> None:
    changed = HEADS.copy()
    changed[:, 0, 0] = 0
    for score in SCORES:
        np.testing.assert_array_equal(score(changed), score(HEADS))


def test_induction_counts_the_second_time_alone() -> None:
    by_hand = [HEADS[:, query, query - T // 2 + 1] for query in range(T // 2, T)]
    np.testing.assert_allclose(induction_score(HEADS, T // 2), np.mean(by_hand, axis=0))
    first_time_only = HEADS.copy()
    first_time_only[:, T // 2 :] = 0
    assert not induction_score(first_time_only, T // 2).any()


def test_induction_in_a_text_that_is_not_said_twice_is_zero() -> None:
    assert induction_score(HEADS, T).tolist() == [0, 0, 0, 0]
    assert induction_score(HEADS, 5 * T).tolist() == [0, 0, 0, 0]


def test_induction_with_one_token_over_and_over_is_an_error() -> None:
    with pytest.raises(ValueError, match="period is 1: with one token over and over"):
        induction_score(HEADS, 1)


@pytest.mark.parametrize("score", [*SCORES[:3], lambda p: prefix_matching_score(p, (1,)), local_score, even_causally])
def test_a_single_token_scores_nothing(score: Callable[[Floats], Floats]) -> None:
    assert score(np.ones((3, 1, 1), np.float32)).tolist() == [0, 0, 0]


def test_a_single_token_has_no_entropy() -> None:
    assert entropy(np.ones((3, 1, 1), np.float32)).tolist() == [[0], [0], [0]]


@pytest.mark.parametrize("score", [entropy, local_score, even_causally, *SCORES])
def test_all_layers_at_once_are_each_layer(score: Callable[[Floats], Floats]) -> None:
    layers = np.stack([run(ids=IDS[:T]).pattern(layer) for layer in range(3)])
    np.testing.assert_allclose(score(layers), np.stack([score(pattern) for pattern in layers]), rtol=1e-6)


@pytest.mark.parametrize("score", [entropy, local_score, even_causally, *SCORES])
@pytest.mark.parametrize("shape", [(4,), (2, 3, 4)])
def test_what_is_no_pattern_is_an_error(score: Callable[[Floats], Floats], shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match=r"a pattern is \(\.\.\., T, T\)"):
        score(np.ones(shape, np.float32))


def test_log_is_in_bits() -> None:
    assert entropy(np.array([[0.5, 0.5], [0.25, 0.75]], np.float32))[1] == pytest.approx(2 - 0.75 * math.log2(3))


def test_induction_on_any_text_is_induction_where_random_tokens_are_said_twice() -> None:
    pattern = run(ids=(*range(20, 26), *range(20, 26))).pattern(1)
    ids = (*range(20, 26), *range(20, 26))
    np.testing.assert_allclose(prefix_matching_score(pattern, ids), induction_score(pattern, 6), rtol=1e-6)


def test_induction_is_the_share_of_what_followed_the_same_token() -> None:
    pattern = np.zeros((1, 5, 5), dtype=np.float32)
    pattern[0, 3, 1], pattern[0, 4, 2], pattern[0, 2, 2] = 0.5, 0.25, 1.0
    assert prefix_matching_score(pattern, (7, 8, 9, 7, 8)).tolist() == [0.375]


def test_a_duplicate_token_head_looks_at_the_same_token_before() -> None:
    pattern = looking_at(lambda query: query - T // 2)
    assert duplicate_token_score(pattern, TWICE).tolist() == [1]
    assert prefix_matching_score(pattern, TWICE).tolist() == [0]


@pytest.mark.parametrize("score", [prefix_matching_score, duplicate_token_score])
def test_where_no_token_is_said_twice_there_is_nothing_to_find(score: Callable[..., Floats]) -> None:
    assert score(np.ones((3, 4, 4), np.float32), (1, 2, 3, 4)).tolist() == [0, 0, 0]


@pytest.mark.parametrize(("score", "shift"), [(prefix_matching_score, 1), (duplicate_token_score, 0)])
@given(st.lists(st.integers(0, 3), min_size=2, max_size=12))
def test_repetition_is_what_counting_by_hand_gives(score: Callable[..., Floats], shift: int, ids: list[int]) -> None:
    n = len(ids)
    pattern = np.random.default_rng(0).dirichlet(np.ones(n), size=(2, n)).astype(np.float32)
    found = [[key + shift for key in range(row) if ids[key] == ids[row]] for row in range(n)]
    sums = [pattern[:, row, columns].sum(-1) for row, columns in enumerate(found) if columns]
    expected = np.mean(sums, axis=0) if sums else np.zeros(2)
    np.testing.assert_allclose(score(pattern, ids), expected, rtol=1e-5)


def test_a_local_head_stays_near_and_one_that_rests_on_the_first_token_does_not() -> None:
    assert local_score(looking_at(lambda query: query - REACH + 1)).tolist() == [1]
    assert local_score(looking_at(lambda query: query - REACH)).tolist() == [0]
    assert local_score(looking_at(lambda _: 0)).tolist() == [0]


@pytest.mark.parametrize("causal", [True, False])
@pytest.mark.parametrize("n", [2, 5, 30])
def test_looking_evenly_is_as_even_as_can_be(n: int, causal: bool) -> None:
    even = evenly(n, causal=causal)
    assert even.dtype == np.float32
    np.testing.assert_allclose(even.sum(-1), 1, rtol=1e-6)
    assert evenness(entropy(even), causal=causal) == pytest.approx(1)
    assert not np.triu(even, 1).any() or not causal


@pytest.mark.parametrize("name", ["gpt2", "bert", "mistral"])
def test_evenness_is_a_share(name: str) -> None:
    for layer in range(3):
        scores = evenness(entropy(run(name).pattern(layer)), causal=name != "bert")
        assert ((scores >= 0) & (scores <= 1 + 1e-5)).all()


def test_local_counts_the_queries_that_have_something_far_to_choose() -> None:
    """The ninth position is the first: of nine keys that it sees four are near."""
    assert local_score(evenly(2 * REACH, causal=True)) == 0
    assert local_score(evenly(2 * REACH + 1, causal=True)) == pytest.approx(REACH / (2 * REACH + 1))


def test_two_tokens_over_and_over_are_the_shortest_period() -> None:
    assert induction_score(looking_at(lambda query: query - 1), 2).tolist() == [1]


def test_three_positions_back_are_near_and_four_are_far() -> None:
    assert local_score(looking_at(lambda query: query - 3)).tolist() == [1]
    assert local_score(looking_at(lambda query: query - 4)).tolist() == [0]
