"""What a language model has to beat: an n-gram model on the same text, and two general compressors."""

import lzma
import math
from dataclasses import dataclass
from typing import Self

import numpy as np
import zstandard
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


def xz_bits_per_byte(data: bytes) -> float:
    """`xz -9e`."""
    return 8 * len(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME)) / len(data)


def zstd_bits_per_byte(data: bytes) -> float:
    """`zstd -19 --long`: a window of 128 MiB, with long-distance matching."""
    parameters = zstandard.ZstdCompressionParameters.from_level(19, enable_ldm=True, window_log=27)
    return 8 * len(zstandard.ZstdCompressor(compression_params=parameters).compress(data)) / len(data)


@dataclass(frozen=True)
class _Order:
    """The n-grams of one length n, found by (number of the first n - 1 tokens among their kind, last token)."""

    keys: Ints
    """(N,) ascending: prefix · n_vocab + last token. An n-gram's number is its place in here."""
    discounted: Floats
    """(N,) count less discount."""
    total: Floats
    """(prefixes,) sum of the counts that follow a prefix; 0 where it ends the text."""
    left_over: Floats
    """(prefixes,) what the discounts freed: the weight of the next shorter order."""

    def find(self, prefix: Ints, last: Ints, n_vocab: int) -> Ints:
        """The numbers of n-grams, -1 for those never seen; prefix -1 has never been seen either."""
        wanted = prefix * n_vocab + last
        place = np.searchsorted(self.keys, wanted).clip(max=len(self.keys) - 1)
        return np.where((prefix >= 0) & (self.keys[place] == wanted), place, -1)


@dataclass(frozen=True)
class KneserNey:
    """An n-gram model with interpolated modified Kneser–Ney smoothing (Chen and Goodman 1998, section 3)."""

    orders: tuple[_Order, ...]
    """For 1, 2, …, n tokens."""
    n_vocab: int

    @classmethod
    def of(cls, ids: Ints, n_vocab: int, n: int = 5) -> Self:
        """Counted on one row of token ids."""
        keys, numbers, firsts = _grams(ids, n_vocab, n)
        orders = []
        for length in range(1, n + 1):
            if length == n:
                counts = np.bincount(numbers[-1], minlength=len(keys[-1]))
            else:
                # How many different tokens come before it: the suffix of every longer n-gram, once each.
                counts = np.bincount(numbers[length - 1][firsts[length] + 1], minlength=len(keys[length - 1]))
            n_prefixes = 1 if length == 1 else len(keys[length - 2])
            orders.append(_order(keys[length - 1], counts, n_vocab, n_prefixes))
        return cls(tuple(orders), n_vocab)

    def probabilities(self, ids: Ints) -> Floats:
        """(len(ids),) of each token given those before it."""
        found = np.full(len(ids), 1 / self.n_vocab)
        prefix = np.zeros(len(ids), np.int64)
        for length, order in enumerate(self.orders, start=1):
            # prefix[i]: the number of the length - 1 tokens that begin at i.
            starts = len(ids) - length + 1
            if starts <= 0:
                break
            prefix = prefix[:starts]
            grams = order.find(prefix, ids[length - 1 :], self.n_vocab)
            total = np.where(prefix >= 0, order.total[prefix], 0.0)
            known = total > 0
            divisor = np.where(known, total, 1.0)
            seen = np.where(grams >= 0, order.discounted[grams], 0.0) / divisor
            shorter = found[length - 1 :]
            mixed = seen + np.where(known, order.left_over[prefix], 0.0) / divisor * shorter
            found[length - 1 :] = np.where(known, mixed, shorter)
            prefix = grams
        return found

    def bits(self, ids: Ints) -> Floats:
        """(len(ids),) surprisal of each token, in bits."""
        return -np.log(self.probabilities(ids)) / math.log(2)


def _grams(ids: Ints, n_vocab: int, n: int) -> tuple[list[Ints], list[Ints], list[Ints]]:
    """For each length: the sorted keys, the number of the n-gram that begins at each place, a place of each."""
    keys, numbers, firsts = [], [], []
    prefix = np.zeros(len(ids), np.int64)
    for length in range(1, n + 1):
        starts = len(ids) - length + 1
        known, first, number = np.unique(
            prefix[:starts] * n_vocab + ids[length - 1 :], return_index=True, return_inverse=True
        )
        keys.append(known)
        firsts.append(first)
        numbers.append(number)
        prefix = number
    return keys, numbers, firsts


def _order(keys: Ints, counts: Ints, n_vocab: int, n_prefixes: int) -> _Order:
    prefix = keys // n_vocab
    # How often it was seen: never (an n-gram that only begins the text has nothing before it), once, twice, more.
    kind = counts.clip(max=3)
    discount = _discounts(counts)[kind]
    total = np.bincount(prefix, counts, n_prefixes).astype(np.float64)
    left_over = np.bincount(prefix, discount, n_prefixes).astype(np.float64)
    return _Order(keys, counts - discount, total, left_over)


def _discounts(counts: Ints) -> Floats:
    """(4,) for n-grams seen 0, 1, 2, 3 or more times (Chen and Goodman 1998, equation 17)."""
    n1, n2, n3, n4 = (max(1, int((counts == k).sum())) for k in (1, 2, 3, 4))
    y = n1 / (n1 + 2 * n2)
    wanted = 1 - 2 * y * n2 / n1, 2 - 3 * y * n3 / n2, 3 - 4 * y * n4 / n3
    # On a text of a few words the estimates leave their range.
    return np.array([0.0, *(min(max(d, 0.0), k) for k, d in enumerate(wanted, start=1))])
