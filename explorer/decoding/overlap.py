"""How much several distributions over one vocabulary agree."""

from collections.abc import Sequence

import numpy as np

from explorer.decoding.filters import Bools, Floats


def common(one: Floats, other: Floats) -> float:
    """The probability that two distributions (V,) share: 1 less their total variation distance."""
    return min(1.0, float(np.minimum(one, other).sum(dtype=np.float64)))


def left_in_all(kept: Sequence[Bools]) -> Bools:
    """(V,) the tokens that every one of the settings leaves."""
    return np.logical_and.reduce(kept)
