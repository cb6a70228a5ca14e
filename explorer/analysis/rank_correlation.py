"""Whether two rows of numbers rise together, whatever their scales (Spearman 1904)."""

import numpy as np
from numpy.typing import ArrayLike


def rank_correlation(one: ArrayLike, other: ArrayLike) -> float | None:
    """Spearman's ρ of (n,) and (n,), with equal ranks for what is equal; None where one has no order.

    >>> rank_correlation([1.0, 2, 3], [10.0, 20, 90])
    1.0
    """
    if np.ptp(one) == 0 or np.ptp(other) == 0:
        return None
    from scipy.stats import spearmanr  # a second to import, and few look at this

    rho, _p = spearmanr(one, other)
    return float(np.asarray(rho))
