import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.merging import merged


def groups(sizes: list[int]) -> list[range]:
    ends = np.cumsum(sizes)
    return [range(end - size, end) for end, size in zip(ends, sizes, strict=True)]


@given(st.integers(0, 999), st.lists(st.integers(1, 4), min_size=1, max_size=8), st.booleans())
def test_rows_still_sum_to_one_and_the_future_stays_unseen(seed: int, sizes: list[int], causal: bool) -> None:
    n = sum(sizes)
    pattern = np.random.default_rng(seed).dirichlet(np.ones(n), size=(2, n)).astype(np.float32)
    if causal:
        pattern = np.tril(pattern)
        pattern /= pattern.sum(-1, keepdims=True)
    found = merged(pattern, groups(sizes))
    assert found.shape == (2, len(sizes), len(sizes))
    np.testing.assert_allclose(found.sum(-1), 1, atol=1e-4)
    assert not (causal and np.triu(found, 1).any())
    matrix = np.repeat(np.eye(len(sizes)), sizes, axis=1)
    np.testing.assert_allclose(found, (matrix / np.array(sizes)[:, None]) @ pattern @ matrix.T, atol=1e-5)


def test_tokens_alone_change_nothing() -> None:
    pattern = np.random.default_rng(0).random((3, 5, 5)).astype(np.float32)
    np.testing.assert_allclose(merged(pattern, groups([1] * 5)), pattern)


@pytest.mark.parametrize("parts", [[], [range(1, 4)], [range(2)], [range(2), range(3, 4)], [range(3), range(2, 4)]])
def test_groups_that_leave_a_position_out_or_take_it_twice_are_an_error(parts: list[range]) -> None:
    with pytest.raises(ValueError, match="the groups do not cover 4 positions"):
        merged(np.eye(4, dtype=np.float32), parts)
