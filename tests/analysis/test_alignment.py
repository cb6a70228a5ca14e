"""Two ways to align, and whether they agree."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from explorer.analysis.alignment import agreement, strongest, turned
from explorer.analysis.merging import merged


@given(st.lists(st.floats(0, 1), min_size=4, max_size=4), st.floats(0.1, 9))
def test_a_table_agrees_with_itself_at_any_scale(numbers: list[float], scale: float) -> None:
    table = np.array([numbers, numbers[::-1]]) + 0.01
    assert agreement(table, scale * table) == pytest.approx(1)


def test_what_points_elsewhere_does_not_agree_and_a_row_of_nothing_agrees_with_none() -> None:
    assert agreement(np.eye(2), np.eye(2)[::-1]) == 0
    assert agreement(np.eye(2), np.array([[1.0, 0], [0, 0]])) == pytest.approx(0.5)


@given(st.permutations(range(6)))
def test_the_pairs_that_are_turned_are_kendall_s(order: list[int]) -> None:
    other, apart = turned(order)
    assert apart == 15
    assert 1 - 2 * other / apart == pytest.approx(kendalltau(range(6), order)[0])


def test_words_linked_to_one_word_are_in_no_order() -> None:
    assert turned([2, 2, 0]) == (2, 2)
    assert strongest(np.array([[0.2, 0.8], [0.6, 0.4]])) == [1, 0]


def test_a_pattern_between_two_texts_is_merged_on_each_side_by_its_own_groups() -> None:
    pattern = np.array([[0.5, 0.25, 0.25], [0.1, 0.2, 0.7]])
    found = merged(pattern, [range(1), range(1, 3)], [range(2)])
    np.testing.assert_allclose(found, [[0.3, 0.7]])
    with pytest.raises(ValueError, match="do not cover 2 positions"):
        merged(pattern, [range(3)], [range(3)])
