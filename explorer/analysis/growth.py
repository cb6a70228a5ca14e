"""How a measured time grows with a length: not at all, in proportion, or with its square; said only where it holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

Kind = Literal["flat", "linear", "quadratic"]
KINDS: tuple[Kind, ...] = ("flat", "linear", "quadratic")

NEAR = 0.15
"""A curve holds where every point lies within this share of it."""


@dataclass(frozen=True)
class Growth:
    """t = c0 + c1 n + c2 n²"""

    kind: Kind
    coefficients: tuple[float, ...]
    """The constant first."""
    off: float
    """The largest distance of a point from the curve, as a share of the curve."""

    def at(self, n: float) -> float:
        return sum(value * n**power for power, value in enumerate(self.coefficients))


def growth(lengths: Sequence[int], times: Sequence[float]) -> Growth | None:
    """The simplest curve that holds. None where none does, or where there are too few points to tell: a curve needs two
    more than it has coefficients."""
    for degree, kind in enumerate(KINDS):
        if len(lengths) < degree + 3:
            return None
        found = _fitted(kind, degree, np.asarray(lengths, float), np.asarray(times, float))
        if found is not None:
            return found
    return None


def _fitted(kind: Kind, degree: int, n: np.ndarray, t: np.ndarray) -> Growth | None:
    """Least squares of relative errors, so that the short lengths count as the long ones do."""
    powers = n[:, None] ** np.arange(degree + 1)
    coefficients = np.linalg.lstsq(powers / t[:, None], np.ones_like(t), rcond=None)[0]
    curve = powers @ coefficients
    if (curve <= 0).any() or coefficients[-1] <= 0:
        return None
    off = float(np.abs(t / curve - 1).max())
    return Growth(kind, tuple(coefficients.tolist()), off) if off <= NEAR else None
