"""A text's own exercises: which texts are read for them, and in which rows the answers are told."""

import pytest

from explorer.models.tuning.exercises import AT_ONCE, Exercises, parts


def test_whoever_reads_on_is_asked_one_row_earlier_in_one_pass() -> None:
    one = Exercises((7, 3, 9, 4), (1, 3))
    assert one.answers == (3, 4)
    assert list(parts(one)) == [([(7, 3, 9)], [[0, 2]])]
    assert one.n_read == 4


def test_a_gap_is_asked_where_it_is_and_hides_nothing_else() -> None:
    one = Exercises((7, 3, 9), (0, 2), mask=5)
    assert list(parts(one)) == [([(5, 3, 9), (7, 3, 5)], [[0], [2]])]
    assert one.n_read == 6


def test_many_gaps_are_read_in_parts_and_none_is_left_out() -> None:
    one = Exercises(tuple(range(20)), tuple(range(20)), mask=99)
    sizes = [len(texts) for texts, _rows in parts(one)]
    assert sizes == [AT_ONCE, AT_ONCE, 20 - 2 * AT_ONCE]
    assert [row for _texts, rows in parts(one) for (row,) in rows] == list(range(20))


def test_nothing_is_asked_that_nothing_predicts() -> None:
    for places in ((0,), (4,), ()):
        with pytest.raises(ValueError, match="no places of 4 ids"):
            Exercises((7, 3, 9, 4), places)
