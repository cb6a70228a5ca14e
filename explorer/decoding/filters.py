"""What each stage does to the logits: `(V,) float32 -> (V,) float32`, where -inf marks a removed token.

The arithmetic is transformers' own (generation/logits_process.py), float32 with sums in float64 as torch adds on a CPU,
so that the same tokens survive. One thing transformers leaves open, because torch.sort does: which of several equal
logits top-p keeps when it may keep only some. Here the lowest ids stay.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]


def softmax(logits: Floats) -> Floats:
    """(V,) -> (V,) probabilities; exactly 0 where the logit is -inf."""
    powers = np.exp(logits - logits.max())
    return powers / powers.sum()


def penalise(logits: Floats, context: Sequence[int], penalty: float) -> Floats:
    """Logits of the tokens in `context` divided by the penalty if positive, multiplied if negative (CTRL, 2019)."""
    seen, _counts = _counted(logits, context)
    penalised = logits.copy()
    before = logits[seen]
    with np.errstate(over="ignore"):
        penalised[seen] = np.where(before < 0, before * penalty, before / penalty)
    return penalised


def subtract(logits: Floats, context: Sequence[int], *, frequency: float = 0.0, presence: float = 0.0) -> Floats:
    """Each logit less `frequency` for every time that `context` holds its token, and less `presence` if it does at all.

    OpenAI's formula: z[i] - count[i] * frequency - (count[i] > 0) * presence.
    """
    seen, counts = _counted(logits, context)
    lowered = logits.copy()
    lowered[seen] -= np.float32(frequency) * counts.astype(np.float32) + np.float32(presence)
    return lowered


def scale(logits: Floats, temperature: float) -> Floats:
    with np.errstate(over="ignore"):
        return logits / temperature


def keep_likeliest(logits: Floats) -> Floats:
    """Temperature 0: one token is left, of equals the one with the lowest id."""
    return _only(logits, np.arange(logits.size) == logits.argmax())


def keep_top_k(logits: Floats, k: int) -> Floats:
    """The k largest logits, and whatever equals the k-th."""
    k = min(k, logits.size)
    return _only(logits, logits >= np.partition(logits, -k)[-k])


def keep_top_p(logits: Floats, top_p: float) -> Floats:
    """The smallest set of likeliest tokens that reaches `top_p` (Holtzman et al. 2020), at least one."""
    values, tails = ascending(logits)
    n_removed = min(np.count_nonzero(tails <= 1 - top_p), values.size - 1)
    boundary = values[n_removed]
    kept = logits > boundary
    n_wanted = values.size - n_removed - np.count_nonzero(kept)
    kept[np.flatnonzero(logits == boundary)[:n_wanted]] = True
    return _only(logits, kept)


def keep_min_p(logits: Floats, min_p: float) -> Floats:
    """Tokens at least `min_p` times as likely as the likeliest (Nguyen et al. 2024)."""
    probs = softmax(logits)
    return _only(logits, probs >= min_p * probs.max())


def keep_typical(logits: Floats, typical_p: float) -> Floats:
    """Tokens whose surprisal is nearest to the entropy, until they reach `typical_p` (Meister et al. 2023)."""
    deviations = typical_deviations(logits)
    order = np.argsort(deviations)[: np.count_nonzero(logits > -np.inf)]
    reached = np.cumsum(softmax(logits[order]), dtype=np.float64).astype(np.float32)
    last = min(np.count_nonzero(reached < typical_p), order.size - 1)
    return _only(logits, deviations <= deviations[order[last]])


def ascending(logits: Floats) -> tuple[Floats, Floats]:
    """The surviving logits, smallest first, and the probability of each together with all that are before it."""
    values = np.sort(logits[logits > -np.inf])
    return values, np.cumsum(softmax(values), dtype=np.float64).astype(np.float32)


def typical_deviations(logits: Floats) -> Floats:
    """(V,) |surprisal - entropy| in nats; inf for a removed token."""
    shifted = logits - logits.max()
    log_probs = shifted - np.log(np.exp(shifted).sum())
    alive = log_probs[log_probs > -np.inf]
    entropy = -(alive * np.exp(alive)).sum()
    return np.abs(-log_probs - entropy)


def _counted(logits: Floats, context: Sequence[int]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The tokens that the context holds, and how often."""
    seen, counts = np.unique(np.asarray(context, dtype=np.int64), return_counts=True)
    if seen.size and seen[0] < 0:
        raise ValueError(f"token ids are never negative, but the context holds {seen[0]}")
    # A padded vocabulary: the context may hold ids for which the model has no logit.
    known = seen < logits.size
    return seen[known], counts[known]


def _only(logits: Floats, kept: Bools) -> Floats:
    return np.where(kept, logits, np.float32(-np.inf))
