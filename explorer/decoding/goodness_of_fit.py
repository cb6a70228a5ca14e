"""Many draws from the same probabilities, and whether they came as often as they should."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.decoding.filters import Floats

Ints = NDArray[np.int64]

LEAST = 5.0
"""Draws to be expected of a group, so that the chi-square distribution describes it (Cochran 1954)."""


@dataclass(frozen=True, slots=True)
class ChiSquare:
    """Pearson's test (1900) of counts against what was to be expected."""

    statistic: float
    """The sum of (count - expected)^2 / expected over all groups."""
    groups: int
    p: float
    """The probability of a statistic at least this large, if the draws do follow the probabilities."""

    @property
    def freedom(self) -> int:
        return self.groups - 1


def chi_square(probs: Floats, drawn: Ints) -> ChiSquare | None:
    """Draws (n,) of ids against probabilities (V,); None where there is only one group, and nothing to compare.

    Every token of which at least LEAST draws are to be expected is a group; all the others together are one more.
    """
    # Imported only here: it takes a quarter of a second, once.
    from scipy.special import chdtrc

    expected, counts = _grouped(probs, drawn)
    if expected.size < 2:
        return None
    statistic = float(((counts - expected) ** 2 / expected).sum())
    return ChiSquare(statistic, expected.size, float(chdtrc(expected.size - 1, statistic)))


def _grouped(probs: Floats, drawn: Ints) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Expected and counted draws of each group."""
    expected = probs.astype(np.float64) / probs.sum(dtype=np.float64) * drawn.size
    counts = np.bincount(drawn, minlength=probs.size).astype(np.float64)
    alone = expected >= LEAST
    groups = [np.append(values[alone], values[~alone].sum()) for values in (expected, counts)]
    return (groups[0], groups[1]) if groups[0][-1] >= LEAST else _last_two_joined(*groups)


def _last_two_joined(expected: NDArray[np.float64], counts: NDArray[np.float64]) -> tuple:
    """The rest is too small for a group of its own: the smallest of the others takes it in."""
    if expected.size == 1:
        return expected, counts
    smallest = int(expected[:-1].argmin())
    for values in (expected, counts):
        values[smallest] += values[-1]
    return expected[:-1], counts[:-1]
