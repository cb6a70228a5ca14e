"""The number that each stage looks at for a token, and the one that it is held against.

`(before, after, token, setting) -> (value, threshold)`, where `before` and `after` are the stage's two sides.
"""

import numpy as np

from explorer.decoding.filters import Floats
from explorer.decoding.stage import Stage


def rank_of(logits: Floats, token: int) -> int:
    """1 = likeliest; equals share a rank."""
    return 1 + int(np.count_nonzero(logits > logits[token]))


def place(before: Stage, _after: Stage, token: int, _setting: float) -> tuple[float, float]:
    """Temperature 0: the lowest id comes first among equals, and the first place stays."""
    equals_before = np.count_nonzero(before.logits[:token] == before.logits[token])
    return rank_of(before.logits, token) + int(equals_before), 1


def rank_and_k(before: Stage, _after: Stage, token: int, k: float) -> tuple[float, float]:
    return rank_of(before.logits, token), k


def mass_before(before: Stage, _after: Stage, token: int, top_p: float) -> tuple[float, float]:
    """From the tail's end, and rounded to float32, as the stage counts it: so the numbers never contradict the mask."""
    values, tails = before.ascending
    own = before.logits[token]
    at = np.searchsorted(values, own) + np.count_nonzero(before.logits[token + 1 :] == own)
    before_it = 1 - float(tails[at]) if at < values.size - 1 else 0.0
    return before_it, 1 - float(np.float32(1 - top_p))


def prob_and_least(before: Stage, _after: Stage, token: int, min_p: float) -> tuple[float, float]:
    return before.probs[token], min_p * before.probs.max()


def deviation(before: Stage, after: Stage, token: int, _setting: float) -> tuple[float, float]:
    deviations = before.typical_deviations
    return deviations[token], deviations[after.kept].max()
