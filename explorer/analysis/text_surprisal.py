"""A text of any length, read through windows: what each of its tokens cost, and what was expected instead.

Every window but the first repeats the end of the one before it, so that each token is predicted from at least half a
window. With a stride of half a window this is the usual way to measure the perplexity of a long text.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.largest import largest

Floats = NDArray[np.float64]
ROWS = 64
"""Positions looked at at once."""
EXPECTED = 5
"""Likeliest tokens that are kept of each place."""


@dataclass(frozen=True, slots=True)
class Window:
    start: int
    end: int
    """The ids from start to before end are read."""
    first: int
    """Tokens from here on are predicted by this window."""


@dataclass(frozen=True, eq=False)
class TextSurprisal:
    """Of each token but the first, T - 1 of them; everything in bits, from the model's own probabilities."""

    surprisal: Floats
    """(T-1,)"""
    entropy: Floats
    """(T-1,) what was to be expected before it."""
    rank: NDArray[np.int64]
    """(T-1,) 1 = likeliest; equals share a rank."""
    ids: NDArray[np.int64]
    """(T-1, k) the likeliest tokens of the place, likeliest first."""
    probs: Floats
    """(T-1, k)"""

    def __post_init__(self) -> None:
        n = len(self.surprisal)
        if not n == len(self.entropy) == len(self.rank) == len(self.ids) or self.ids.shape != self.probs.shape:
            raise ValueError("a reading has one of everything a token")

    @property
    def perplexity(self) -> float | None:
        return float(2 ** self.surprisal.mean()) if self.surprisal.size else None


def windows(n: int, size: int) -> Iterator[Window]:
    """So that each of n tokens but the first is predicted once.

    >>> list(windows(9, 4))
    [Window(start=0, end=4, first=1), Window(start=2, end=6, first=4), Window(start=4, end=8, first=6), \
Window(start=5, end=9, first=8)]
    """
    if size < 2:
        raise ValueError(f"a window of {size} tokens predicts nothing: take at least 2")
    end = min(size, n)
    yield Window(0, end, 1)
    while end < n:
        first, end = end, min(end + size // 2, n)
        yield Window(end - size, end, first)


def read(
    logits_of: Callable[[Sequence[int]], NDArray[np.float32]],
    ids: Sequence[int],
    *,
    size: int,
    told: Callable[[float], None] = lambda share: None,
) -> TextSurprisal:
    """`logits_of`: n ids -> (n, V); `size`: tokens of a window; `told` is called with the share that is read."""
    parts: list[TextSurprisal] = []
    for window in windows(len(ids), size):
        if window.end > window.first:
            logits = logits_of(ids[window.start : window.end])
            rows = logits[window.first - 1 - window.start : window.end - 1 - window.start]
            parts.append(of_rows(rows, np.asarray(ids[window.first : window.end])))
        told(window.end / len(ids))
    return together(parts)


def of_rows(logits: NDArray[np.float32], tokens: NDArray[np.int64]) -> TextSurprisal:
    """(n, V) and (n,): what each of these tokens cost, and what was expected instead."""
    return together([_part(logits[at : at + ROWS], tokens[at : at + ROWS]) for at in range(0, len(logits), ROWS)])


def _part(logits: NDArray[np.float32], tokens: NDArray[np.int64]) -> TextSurprisal:
    """(n, V) and (n,)"""
    shifted = (logits - logits.max(-1, keepdims=True)).astype(np.float32)
    powers = np.exp(shifted)
    total = powers.sum(-1, dtype=np.float64)[:, None]
    own = np.take_along_axis(logits, tokens[:, None], -1)
    bits = np.log2(total)
    finite = np.where(powers > 0, shifted, 0)
    entropy = bits[:, 0] - (powers * finite).sum(-1, dtype=np.float64) / total[:, 0] / np.log(2)
    best = np.stack([largest(row, EXPECTED) for row in logits])
    return TextSurprisal(
        surprisal=np.maximum(0.0, (bits - np.take_along_axis(shifted, tokens[:, None], -1) / np.log(2))[:, 0]),
        entropy=np.maximum(0.0, entropy),
        rank=1 + (logits > own).sum(-1),
        ids=best,
        probs=np.take_along_axis(powers, best, -1) / total,
    )


def together(parts: Sequence[TextSurprisal]) -> TextSurprisal:
    """Parts of a text, one after another."""
    if not parts:
        none = np.zeros(0)
        return TextSurprisal(none, none, none.astype(np.int64), np.zeros((0, 0), np.int64), np.zeros((0, 0)))
    names = ("surprisal", "entropy", "rank", "ids", "probs")
    return TextSurprisal(**{name: np.concatenate([getattr(part, name) for part in parts]) for name in names})
