"""Thumbnails lose nothing strong."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.figures.pooling import max_pooled

shares = st.floats(0, 1, width=32)


@st.composite
def patterns(draw: st.DrawFn) -> np.ndarray:
    """(2, T, T)"""
    n = draw(st.integers(1, 40))
    return draw(arrays(np.float32, (2, n, n), elements=shares))


@given(patterns(), st.integers(1, 40))
def test_a_thumbnail_is_small_enough_and_keeps_the_strongest_share(pattern: np.ndarray, most: int) -> None:
    small = max_pooled(pattern, most)
    assert small.shape[0] == 2
    assert small.shape[1] == small.shape[2] <= most
    np.testing.assert_array_equal(small.max(axis=(1, 2)), pattern.max(axis=(1, 2)))


@given(patterns(), st.integers(1, 40), st.data())
def test_every_share_is_at_most_the_cell_that_stands_for_it(
    pattern: np.ndarray, most: int, data: st.DataObject
) -> None:
    small, n = max_pooled(pattern, most), pattern.shape[-1]
    width = -(-n // most)
    row, column = data.draw(st.integers(0, n - 1)), data.draw(st.integers(0, n - 1))
    assert (pattern[:, row, column] <= small[:, row // width, column // width]).all()


def test_a_pattern_that_is_small_already_stays_as_it_is() -> None:
    pattern = np.tri(32, dtype=np.float32)
    assert max_pooled(pattern) is pattern


def test_a_pattern_of_512_is_pooled_by_squares_of_16() -> None:
    pattern = np.zeros((512, 512), dtype=np.float32)
    pattern[100, 37] = 0.7
    small = max_pooled(pattern)
    assert small.shape == (32, 32)
    assert np.argwhere(small).tolist() == [[6, 2]]
