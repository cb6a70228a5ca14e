"""When a reading that changes from layer to layer stops changing."""

import numpy as np
from numpy.typing import NDArray


def settled_from(ids: NDArray[np.integer]) -> int:
    """(L+1,) one id a row -> the first row from which on it is the last row's id without a break.

    >>> settled_from(np.array([5, 7, 2, 7, 7]))
    3
    """
    differs = np.flatnonzero(ids != ids[-1])
    return int(differs[-1]) + 1 if differs.size else 0
