"""How surprised a model is: Shannon's information, in bits."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

if TYPE_CHECKING:
    from explorer.trace import Trace

Floats = NDArray[np.float64]


def log_probs(logits: ArrayLike) -> Floats:
    """(..., V) natural logarithms of the softmax."""
    values = np.asarray(logits, np.float64)
    values = values - values.max(-1, keepdims=True)
    return values - np.log(np.exp(values).sum(-1, keepdims=True))


def surprisal(trace: "Trace") -> Floats:
    """(T-1,) bits of each token but the first, given those before it: -log2 p."""
    given = log_probs(trace.logits[:-1])
    return -given[np.arange(len(given)), list(trace.ids[1:])] / np.log(2)


def perplexity(trace: "Trace", start: int = 0) -> float:
    """2 to the mean surprisal of the tokens after position `start`; nan where there is none."""
    bits = surprisal(trace)[start:]
    return float(2 ** bits.mean()) if len(bits) else float("nan")


def entropy(logits: ArrayLike) -> Floats:
    """(...,) bits of uncertainty about the next token, for logits (..., V)."""
    logs = log_probs(logits)
    return -(np.exp(logs) * logs).sum(-1) / np.log(2)
