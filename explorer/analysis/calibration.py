"""Whether a model is right as often as it says: confidence and accuracy of its first guess on a held-out text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.analysis.text_surprisal import ROWS, windows

Floats = NDArray[np.float64]
TEMPERATURES = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0, 1.1, 1.2, 1.4, 1.7, 2.0)
"""Under which confidence is measured; 1 is the model as it is."""
BINS = 10
FEWEST = 30
"""Guesses of a bin from which on it is said whether they were right as often as they were sure."""
Z = 1.959964
"""Standard errors on each side of a 95 % interval."""


@dataclass(frozen=True, eq=False)
class Guesses:
    """The likeliest token at each of N places of a text. Temperature changes how sure it is, not which it is."""

    confidence: Floats
    """(temperatures, N) the probability of the likeliest token."""
    right: NDArray[np.bool_]
    """(N,) whether it came."""
    surprisal: Floats
    """(temperatures, N) bits of the token that came."""

    def __post_init__(self) -> None:
        if not self.confidence.shape == self.surprisal.shape == (len(TEMPERATURES), len(self.right)):
            raise ValueError(f"{self.confidence.shape} and {self.surprisal.shape} do not go with {self.right.shape}")

    def joined(self, other: "Guesses") -> "Guesses":
        return Guesses(
            np.hstack([self.confidence, other.confidence]),
            np.hstack([self.right, other.right]),
            np.hstack([self.surprisal, other.surprisal]),
        )


@dataclass(frozen=True, eq=False)
class Reliability:
    """Guesses in bins of equal width by confidence (Guo et al. 2017); of an empty bin everything but `n` is nan."""

    n: NDArray[np.int64]
    """(bins,) guesses."""
    confidence: Floats
    """(bins,) the mean of theirs."""
    accuracy: Floats
    """(bins,) the share that came."""
    low: Floats
    """(bins,) and `high`: a 95 % interval of the accuracy (Wilson 1927)."""
    high: Floats

    @property
    def error(self) -> float:
        """The expected calibration error: the mean distance of accuracy and confidence, bins weighed by guesses."""
        filled = self.n > 0
        apart = np.abs(self.accuracy - self.confidence)[filled]
        return float((apart * self.n[filled]).sum() / self.n.sum()) if filled.any() else float("nan")

    @property
    def by_chance(self) -> float:
        """About the error that a model would have by chance if it were right exactly as often as it says.

        A bin's accuracy is then off by sqrt(c (1 - c) / n) as a rule; the mean of its size is sqrt(2 / pi) of that.
        """
        filled = self.n > 0
        n, c = self.n[filled], self.confidence[filled]
        return float((n * np.sqrt(2 / np.pi * c * (1 - c) / n)).sum() / n.sum()) if filled.any() else float("nan")


def guesses(
    logits_of: Callable[[Sequence[int]], NDArray[np.float32]],
    ids: Sequence[int],
    *,
    size: int,
    told: Callable[[float], None] = lambda share: None,
) -> Guesses:
    """Every token of `ids` but the first, predicted through windows of `size` tokens; (n,) ids -> (n, V) logits."""
    found = Guesses(np.zeros((len(TEMPERATURES), 0)), np.zeros(0, bool), np.zeros((len(TEMPERATURES), 0)))
    for window in windows(len(ids), size):
        if window.end > window.first:
            logits = logits_of(ids[window.start : window.end])
            rows = logits[window.first - 1 - window.start : window.end - 1 - window.start]
            tokens = np.asarray(ids[window.first : window.end])
            for start in range(0, len(rows), ROWS):
                found = found.joined(_guessed(rows[start : start + ROWS], tokens[start : start + ROWS]))
        told(window.end / len(ids))
    return found


def _guessed(logits: NDArray[np.float32], tokens: NDArray[np.int64]) -> Guesses:
    """(n, V) and (n,)"""
    shifted = logits - logits.max(-1, keepdims=True)
    own = np.take_along_axis(shifted, tokens[:, None], -1)[:, 0].astype(np.float64)
    totals = np.array([np.exp(shifted / np.float32(t)).sum(-1, dtype=np.float64) for t in TEMPERATURES])
    scaled = own / np.array(TEMPERATURES)[:, None]
    return Guesses(1 / totals, logits.argmax(-1) == tokens, (np.log(totals) - scaled) / np.log(2))


def reliability(confidence: ArrayLike, right: ArrayLike, bins: int = BINS) -> Reliability:
    """(N,) and (N,); a bin holds confidences above its lower edge and up to its upper one."""
    confidence, right = np.asarray(confidence, dtype=np.float64), np.asarray(right, dtype=bool)
    edges = np.linspace(0, 1, bins + 1)
    place = np.clip(np.searchsorted(edges, confidence, side="left") - 1, 0, bins - 1)
    n = np.bincount(place, minlength=bins)
    with np.errstate(invalid="ignore"):
        mean = np.bincount(place, confidence, bins) / n
        accuracy = np.bincount(place, right, bins) / n
    low, high = wilson(accuracy, n)
    return Reliability(n, mean, accuracy, low, high)


def wilson(share: ArrayLike, n: ArrayLike) -> tuple[Floats, Floats]:
    """A 95 % interval of a share that was counted in n trials; nan where n is 0."""
    share, n = np.asarray(share, dtype=np.float64), np.asarray(n, dtype=np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
        half = Z / (1 + Z**2 / n) * np.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    return np.maximum(0, middle - half), np.minimum(1, middle + half)
