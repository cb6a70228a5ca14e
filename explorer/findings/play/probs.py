"""What a model would put there, as probabilities in double precision: those of several tokens are multiplied."""

import numpy as np


def probs_of(logits: np.ndarray) -> np.ndarray:
    """(…, V) logits to (…, V) probabilities.

    >>> probs_of(np.array([0.0, 0.0])).tolist()
    [0.5, 0.5]
    """
    powers = np.exp(logits.astype(np.float64) - logits.max(-1, keepdims=True))
    return powers / powers.sum(-1, keepdims=True)
