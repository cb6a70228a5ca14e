"""What a model has to beat first: how often each token comes (unigrams), how often after the one before (bigrams)."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

DISCOUNT = 0.75
"""Taken off each count and given to what was not seen (absolute discounting, Ney et al. 1994)."""


@dataclass(frozen=True, eq=False)
class Bigrams:
    """Counts of a training text, those of rare pairs left out."""

    unigram: Floats
    """(V,) shares of all tokens; none is 0."""
    totals: NDArray[np.int64]
    """(V,) how often each token was followed by anything, left-out pairs included."""
    starts: NDArray[np.int64]
    """(V + 1,) where each token's followers begin."""
    followers: NDArray[np.int64]
    """(N,) ids."""
    counts: Floats
    """(N,) how often each came after it."""

    def __post_init__(self) -> None:
        n = len(self.followers)
        if len(self.counts) != n or self.starts[-1] != n or len(self.starts) != len(self.unigram) + 1:
            raise ValueError(f"{n} followers do not fit {len(self.counts)} counts and {len(self.starts)} starts")

    def after(self, token: int) -> Floats:
        """(V,) how probable each token is after this one; what was not seen after it is as frequent as anywhere."""
        at = slice(self.starts[token], self.starts[token + 1])
        if not self.totals[token]:
            return self.unigram
        seen = np.maximum(self.counts[at] - DISCOUNT, 0) / self.totals[token]
        row = (1 - seen.sum()) * self.unigram
        row[self.followers[at]] += seen
        return row

    def rows(self, tokens: Sequence[int]) -> Floats:
        """(n, V) after each of these."""
        return np.stack([self.after(int(token)) for token in tokens])


def counted(pairs: NDArray[np.int64], n_vocab: int, *, fewest: int) -> Bigrams:
    """pairs: (V, V) how often the second came after the first. fewest: pairs that came less often are left out."""
    followed, totals = pairs.sum(0) + 1, pairs.sum(1)
    first, second = np.nonzero(pairs >= fewest)
    starts = np.searchsorted(first, np.arange(n_vocab + 1))
    return Bigrams(followed / followed.sum(), totals, starts, second, pairs[first, second].astype(np.float64))
