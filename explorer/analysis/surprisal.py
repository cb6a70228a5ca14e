"""How surprised a model is: Shannon's information, in bits."""

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.errors import Refused

if TYPE_CHECKING:
    from explorer.trace import Trace

Floats = NDArray[np.float64]
NO_SIGN = 0.0
"""Added to what was negated: -0.0 + 0.0 is 0.0, and certainty is not printed as -0."""


def log_probs(logits: ArrayLike) -> Floats:
    """(..., V) natural logarithms of the softmax."""
    values = np.asarray(logits)
    shifted = values - values.max(-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(-1, keepdims=True, dtype=np.float64))


def surprisal(trace: "Trace") -> Floats:
    """(T-1,) bits of each token but the first, given those before it: -log2 p."""
    if not trace.causal:
        raise Refused(
            "{model} reads both ways, so that it predicts no token from those before it alone: "
            "pick a model that reads from left to right",
            model=trace.model,
        )
    # Row by row: (T, V) in float64 would be half a gigabyte for a long prompt and a large vocabulary.
    nats = [-log_probs(row)[token] for row, token in zip(trace.logits[:-1], trace.ids[1:], strict=True)]
    return np.array(nats, dtype=np.float64) / np.log(2) + NO_SIGN


def perplexity(trace: "Trace", start: int = 0) -> float:
    """2 to the mean surprisal of the tokens after position `start`; nan where there is none.

    As if the model had to choose among this many equally likely tokens each time.
    """
    if start < 0:
        raise ValueError(f"start is {start}: positions count from 0")
    bits = surprisal(trace)[start:]
    return float(2 ** bits.mean()) if len(bits) else float("nan")


def kl(logs: Floats, others: Floats) -> Floats:
    """(..., V) log2 of probabilities, none of them 0, twice -> (...,) bits of KL(first ‖ second).

    What it costs to expect the second where the first comes (Kullback and Leibler 1951).
    """
    return np.maximum(0.0, (np.exp2(logs) * (logs - others)).sum(-1))


def entropy(logits: ArrayLike) -> Floats:
    """(...,) bits of uncertainty about the next token, for logits (..., V); -inf is a token that cannot come."""
    logs = log_probs(logits)
    return -(np.exp(logs) * np.where(logs > -np.inf, logs, 0)).sum(-1) / np.log(2) + NO_SIGN
