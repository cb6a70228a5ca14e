import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.prediction_depth import settled_from

IDS = st.lists(st.integers(0, 3), min_size=1, max_size=12)


def test_a_word_that_comes_and_goes_settles_where_it_stays() -> None:
    assert settled_from(np.array([5, 7, 2, 7, 7])) == 3


def test_a_reading_that_never_changes_is_settled_from_the_embedding_on() -> None:
    assert settled_from(np.array([4, 4, 4])) == 0


@given(IDS)
def test_from_there_on_all_are_the_last_one_and_the_one_before_is_not(ids: list[int]) -> None:
    first = settled_from(np.array(ids))
    assert set(ids[first:]) == {ids[-1]}
    assert first == 0 or ids[first - 1] != ids[-1]
