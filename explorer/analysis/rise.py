"""When a quantity that is measured again and again rises: where it has a tenth, a half and nine tenths of its rise."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

SHARES = (0.1, 0.5, 0.9)


@dataclass(frozen=True)
class Rise:
    begin: float
    middle: float
    end: float
    """Times, between two measurements along a line over the logarithm of time."""
    low: float
    high: float
    """What it rises from and to: its least before its largest, and its largest."""


def rise(times: Sequence[int], values: ArrayLike) -> Rise | None:
    """None where it does not rise. times: 0, 1, 2, …, ascending.

    Each share is passed at the last time before the largest value at which it is passed upwards: what falls back has
    not risen for good.

    >>> round(rise((1, 3, 7, 15), (0.0, 0.0, 1.0, 1.0)).middle, 3)
    4.657
    """
    series = np.asarray(values, float)
    top = int(series.argmax())
    low, high = float(series[: top + 1].min()), float(series[top])
    if high <= low:
        return None
    begin, middle, end = (_passed(times, series[: top + 1], low + share * (high - low)) for share in SHARES)
    return Rise(begin, middle, end, low, high)


def _passed(times: Sequence[int], series: np.ndarray, level: float) -> float:
    place = int(np.flatnonzero(series < level)[-1])
    before, after = series[place], series[place + 1]
    first, second = np.log1p(times[place]), np.log1p(times[place + 1])
    return float(np.expm1(first + (level - before) / (after - before) * (second - first)))
