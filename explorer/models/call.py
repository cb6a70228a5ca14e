"""What decides an attention pattern besides its queries and keys, as a value."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Call:
    """Of one layer."""

    scaling: float
    causal: bool
    window: int | None = None
    """A query sees only keys less than this many positions away; None: all of them."""
    softcap: float | None = None
    """Scores s become softcap * tanh(s / softcap) (Gemma 2)."""
    bias: NDArray[np.float32] | None = None
    """(H, n, K) added to the scores after the scale (T5's relative positions)."""
