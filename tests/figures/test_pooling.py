"""Thumbnails lose nothing strong, and what is sent to the browser can be read back."""

import base64

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from explorer.figures.pooling import floats32, max_pooled, shares8, shares16

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


@given(patterns())
def test_sixteen_bits_keep_a_share_to_a_thousandth_of_a_percent(pattern: np.ndarray) -> None:
    sent = np.frombuffer(base64.b64decode(shares16(pattern[0], lower=False)), dtype="<u2") / 65535
    np.testing.assert_allclose(sent.reshape(pattern[0].shape), pattern[0], atol=1e-5)


def test_the_lower_triangle_is_sent_row_after_row() -> None:
    pattern = np.array([[1, 9, 9], [0, 1, 9], [0, 0, 1]], dtype=np.float32)
    sent = np.frombuffer(base64.b64decode(shares16(pattern, lower=True)), dtype="<u2")
    assert sent.tolist() == [65535, 0, 65535, 0, 0, 65535]


@pytest.mark.parametrize(("share", "byte"), [(0.0, 0), (0.5, 128), (1.0, 255), (1.0001, 255)])
def test_eight_bits_span_all_shares(share: float, byte: int) -> None:
    assert base64.b64decode(shares8(np.array([share], dtype=np.float32))) == bytes([byte])


@given(arrays(np.float32, st.integers(1, 20), elements=st.floats(-1e6, 1e6, width=32)))
def test_vectors_arrive_to_the_last_bit(values: np.ndarray) -> None:
    np.testing.assert_array_equal(np.frombuffer(base64.b64decode(floats32(values)), dtype="<f4"), values)
