"""From probabilities to one token."""

import numpy as np
from numpy.random import Philox
from numpy.typing import NDArray

from explorer.decoding.filters import Floats


def draw(*, seed: int, step: int) -> float:
    """A number in [0, 1) that depends on the seed and the step alone, not on what was drawn before.

    Philox is a counter-based generator: the pair is its key (Salmon et al. 2011). Its raw stream is the part of
    numpy.random that never changes between versions, so a shared link goes on giving the same text.
    """
    return int(Philox(key=(seed, step)).random_raw() >> 11) * 2.0**-53


def draws(*, seed: int, step: int, n: int) -> NDArray[np.float64]:
    """(n,) numbers of one key's stream: the first is `draw`'s, the others are what it might as well have been."""
    whole = Philox(key=(seed, step)).random_raw(n) >> np.uint64(11)
    return whole.astype(np.float64) * 2.0**-53


def choose_each(probs: Floats, numbers: NDArray[np.float64]) -> NDArray[np.int64]:
    """(n,) the token on which each of `numbers` (n,) falls; each as `choose` would."""
    order = np.argsort(-probs, kind="stable")
    ends = np.cumsum(probs[order], dtype=np.float64)
    return order[np.searchsorted(ends, numbers * ends[-1], side="right")]


def choose(probs: Floats, *, seed: int, step: int) -> int:
    """The token on which the step's number falls, with probabilities (V,) laid end to end, the likeliest first.

    So a small number means a likely token. Of equally likely tokens the lowest id lies first.
    """
    if not probs.min() >= 0 or not 0 < probs.sum() < np.inf:
        raise ValueError("probabilities must be finite, none negative and not all 0")
    descending = np.sort(probs)[::-1]
    ends = np.cumsum(descending, dtype=np.float64)
    # The sum in float64 is 1 only nearly: the number is stretched to what there is, so that it falls on a token.
    place = np.searchsorted(ends, draw(seed=seed, step=step) * ends[-1], side="right")
    n_likelier = np.count_nonzero(probs > descending[place])
    return int(np.flatnonzero(probs == descending[place])[place - n_likelier])


def stretch(probs: Floats, token: int) -> tuple[float, float]:
    """What a token takes up among probabilities (V,) laid end to end, the likeliest first: `choose` gives it where the
    step's number lies from the first up to, but not at, the second of these.

    >>> stretch(np.array([0.25, 0.5, 0.25], np.float32), 2)
    (0.75, 1.0)
    """
    own, whole = probs[token], probs.sum(dtype=np.float64)
    before = probs[probs > own].sum(dtype=np.float64) + np.count_nonzero(probs[:token] == own) * float(own)
    return float(before / whole), float((before + own) / whole)
