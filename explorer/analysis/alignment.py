"""Which words of one sentence go with which of another, and whether two ways to tell agree."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]


def agreement(weights: Floats, effects: Floats) -> float:
    """Mean over rows of the cosine between two tables (U, V) of numbers from 0 on; a row of nothing agrees with none.

    >>> agreement(np.array([[1.0, 0.0]]), np.array([[3.0, 4.0]]))
    0.6
    """
    sizes = np.linalg.norm(weights, axis=-1) * np.linalg.norm(effects, axis=-1)
    products = (weights * effects).sum(-1)
    return float(np.divide(products, sizes, out=np.zeros_like(products), where=sizes > 0).mean())


def strongest(weights: Floats) -> list[int]:
    """(U, V) -> where each row has most."""
    return [int(place) for place in weights.argmax(-1)]


def turned(links: Sequence[int]) -> tuple[int, int]:
    """Of a sentence's words, each linked to a word of the other: how many pairs stand the other way round there, of how
    many that stand apart (Kendall's count).

    >>> turned([0, 2, 1]), turned([0, 0])
    ((1, 3), (0, 0))
    """
    pairs = [(links[i], links[j]) for j in range(len(links)) for i in range(j)]
    return sum(first > second for first, second in pairs), sum(first != second for first, second in pairs)
