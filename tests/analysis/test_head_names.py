"""A head has the name of what it does, by a stated rule, and none where no rule applies."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.head_names import FEWEST_REPEATS, KINDS, NAMED_FROM, SHORTEST, HeadScores, scores_in, scores_of
from explorer.analysis.heads import evenly, local_score, prefix_matching_score
from tests.analysis.runs import run
from tests.analysis.test_heads import HEADS, TWICE, T, looking_at


def names(*patterns: np.ndarray, ids: tuple[int, ...] = TWICE, causal: bool = True) -> list[str]:
    return list(scores_of([np.concatenate(patterns)], ids, causal=causal).names[0])


def test_a_head_that_does_one_thing_alone_has_its_name() -> None:
    duplicate, near = looking_at(lambda query: query - T // 2), looking_at(lambda query: query - 2)
    found = names(HEADS[:3], duplicate, near, evenly(T, causal=True)[None])
    assert found == ["previous_token", "first_position", "induction", "duplicate_token", "local", "broad"]


def test_a_head_that_does_a_little_of_everything_has_none() -> None:
    mixed = (HEADS[:1] + HEADS[1:2] + HEADS[2:3]) / 3
    assert names(mixed) == [""]


def test_of_two_names_the_one_with_the_larger_share_is_given() -> None:
    assert names(0.55 * HEADS[1:2] + 0.45 * HEADS[:1]) == ["first_position"]
    assert names(0.45 * HEADS[1:2] + 0.55 * HEADS[:1]) == ["previous_token"]


def test_looking_at_the_previous_token_because_there_is_hardly_another_gives_no_name() -> None:
    """Half of it on two tokens is what looking evenly would give."""
    assert names(looking_at(lambda query: query - 1, n=2), ids=(1, 2)) == [""]


@given(st.integers(1, SHORTEST - 1))
def test_in_a_text_where_everything_is_near_no_head_is_local_or_broad(n: int) -> None:
    assert not set(names(evenly(n, causal=True)[None], ids=tuple(range(n)))) & {"local", "broad"}


@pytest.mark.parametrize("name", ["gpt2", "bert", "llama"])
def test_a_traces_scores_are_those_of_its_patterns(name: str) -> None:
    ran = run(name)
    found = scores_in(ran)
    assert found.entropy.shape == (ran.shape.n_layers, ran.shape.n_heads)
    for layer in range(ran.shape.n_layers):
        np.testing.assert_allclose(found.induction[layer], prefix_matching_score(ran.pattern(layer), ran.ids))
    assert set(found.names.ravel()) <= {"", *KINDS}


def test_every_named_head_has_the_score_that_its_rule_asks_for() -> None:
    found = scores_in(run())
    for place, name in np.ndenumerate(found.names):
        assert not name or found[name][place] >= NAMED_FROM[name]


def test_scores_of_different_heads_do_not_go_together() -> None:
    found = scores_in(run())
    with pytest.raises(ValueError, match="scores of the same heads have the shapes"):
        replace(found, induction=found.induction[:1])


def one_head(scores: dict[str, float] | None = None, n_tokens: int = 50) -> HeadScores:
    """A head whose scores are 0 but for those that are named; looking evenly would score 0.1, or 0.3 in induction."""
    rows = {kind: np.full((1, 1), (scores or {}).get(kind, 0.0), np.float32) for kind in KINDS}
    chance = dict.fromkeys(KINDS[:5], 0.1) | {"induction": 0.3}
    return HeadScores(
        **rows, entropy=np.zeros((1, 1), np.float32), chance=chance, n_tokens=n_tokens, repeats=FEWEST_REPEATS
    )


@pytest.mark.parametrize("kind", KINDS)
def test_a_name_is_given_from_its_score_on_and_not_below(kind: str) -> None:
    if kind != "induction":
        assert one_head({kind: NAMED_FROM[kind]}).names.tolist() == [[kind]]
    assert one_head({kind: NAMED_FROM[kind] - 0.01}).names.tolist() == [[""]]


def test_the_usual_thresholds() -> None:
    """As the glossary has them."""
    assert NAMED_FROM == {
        "previous_token": 0.4, "induction": 0.4, "duplicate_token": 0.4, "first_position": 0.4, "local": 0.75,
        "broad": 0.95,
    }  # fmt: skip


def test_what_is_looked_for_must_be_more_than_twice_what_looking_evenly_finds() -> None:
    assert one_head({"induction": 0.6}).names.tolist() == [[""]]
    assert one_head({"induction": 0.61}).names.tolist() == [["induction"]]


def test_how_far_a_head_looks_names_it_only_where_it_looks_for_nothing() -> None:
    assert one_head({"local": 1, "broad": 1, "duplicate_token": 0.5}).names.tolist() == [["duplicate_token"]]
    assert one_head({"local": 1, "broad": 1}).names.tolist() == [["local"]]
    assert one_head({"broad": 1}).names.tolist() == [["broad"]]


@pytest.mark.parametrize("kind", ["local", "broad"])
def test_the_shortest_text_in_which_something_is_far_is_long_enough(kind: str) -> None:
    assert one_head({kind: 1}, SHORTEST).names.tolist() == [[kind]]
    assert one_head({kind: 1}, SHORTEST - 1).names.tolist() == [[""]]
    near = np.eye(SHORTEST, dtype=np.float32)
    assert (local_score(near), local_score(near[1:, 1:])) == (1, 0)


def test_every_score_and_no_other_number_must_have_one_shape() -> None:
    for kind in (*KINDS, "entropy"):
        with pytest.raises(ValueError, match="scores of the same heads"):
            replace(one_head(), **{kind: np.zeros((2, 1))})


def test_no_head_is_named_by_what_was_there_before_when_next_to_nothing_was() -> None:
    """Two tokens that were there before, and a head that looks at nothing but what came after them then."""
    ids = (5, 6, 7, 8, 5, 6)
    pattern = np.zeros((1, 6, 6), np.float32)
    pattern[0, range(6), [0, 1, 2, 3, 1, 2]] = 1
    few = scores_of([pattern], ids, causal=True)
    assert (few.induction.item(), few.repeats, few.names.item()) == (1, 2, "")
    assert replace(few, repeats=FEWEST_REPEATS).names.item() == "induction"
