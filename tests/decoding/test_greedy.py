"""The likeliest token every time."""

from collections.abc import Sequence

import numpy as np

from explorer.decoding.greedy import greedy

NEXT = np.array([[0.0, 3, 1], [0, 1, 3], [3, 0, 1]])
"""What follows 0, 1 and 2: 1, 2 and 0."""


def onward(_parents: Sequence[int], tokens: Sequence[int]) -> np.ndarray:
    return NEXT[list(tokens)]


def test_it_ends_with_an_end_or_at_its_length() -> None:
    assert greedy(NEXT[0], onward, n=9, ends=(0,)) == (1, 2, 0)
    assert greedy(NEXT[0], onward, n=5, ends=()) == (1, 2, 0, 1, 2)
    assert greedy(NEXT[0], onward, n=1, ends=(0,)) == (1,)
