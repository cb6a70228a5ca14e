"""The first token, on which heads rest when they find nothing to read: in the pictures, or left out of them."""

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.attention import without_first
from explorer.words import _

Floats = NDArray[np.float32]


def shown(pattern: Floats, hide_first: bool) -> Floats:
    """(..., T, T) as the pictures show it."""
    return without_first(pattern) if hide_first else pattern


def note() -> str:
    """What a picture without it is."""
    return _(
        "The first token is taken out of the pictures, and its share is dealt out over the others; "
        "the model itself and the numbers below keep it."
    )
