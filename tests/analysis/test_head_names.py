"""A head has the name of what it does, by a stated rule, and none where no rule applies."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.head_names import FEWEST_REPEATS, KINDS, NAMED_FROM, SHORTEST, scores_in, scores_of
from explorer.analysis.heads import evenly, prefix_matching_score
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


def test_no_head_is_named_by_what_was_there_before_when_next_to_nothing_was() -> None:
    """Two tokens that were there before, and a head that looks at nothing but what came after them then."""
    ids = (5, 6, 7, 8, 5, 6)
    pattern = np.zeros((1, 6, 6), np.float32)
    pattern[0, range(6), [0, 1, 2, 3, 1, 2]] = 1
    few = scores_of([pattern], ids, causal=True)
    assert (few.induction.item(), few.repeats, few.names.item()) == (1, 2, "")
    assert replace(few, repeats=FEWEST_REPEATS).names.item() == "induction"
