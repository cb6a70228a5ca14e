import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.largest import BLOCK, largest

NUMBERS = st.lists(st.floats(-5, 5, width=32) | st.sampled_from([0.0, 1.0, -np.inf]), min_size=1, max_size=4 * BLOCK)


@given(NUMBERS, st.integers(1, 5 * BLOCK))
def test_they_are_those_that_a_stable_sort_puts_first(numbers: list[float], k: int) -> None:
    values = np.array(numbers, np.float32)
    np.testing.assert_array_equal(largest(values, k), np.argsort(-values, kind="stable")[:k])


def test_the_largest_may_stand_behind_the_last_whole_block() -> None:
    values = np.zeros(10 * BLOCK + 1)
    values[-1] = 1
    np.testing.assert_array_equal(largest(values, 3), [values.size - 1, 0, 1])


def test_none_is_no_number_of_them() -> None:
    with pytest.raises(ValueError, match="k must be at least 1, not 0"):
        largest(np.ones(3), 0)
