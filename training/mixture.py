"""Which tokens a step sees: a function of (seed, step) alone, so that a run can be resumed anywhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import numpy as np
import tiktoken
from numpy.typing import NDArray

from training.corpus import TALES, packed

Ids = NDArray[np.uint16]

PERCENT = {
    "en_stories": 6,
    "en_tales": 8,
    "en_classics": 27,
    "en_wiki": 1,
    "en_ja_pairs": 8,
    "ja_tales": 14,
    "ja_aozora": 33,
    "copies": 3,
}
"""How many of every hundred rows come from each source; simple stories and sentence pairs are up-weighted.

"copies" is no text: see `copy_row`.
"""

_FILES = {"en_tales": "en_classics", "ja_tales": "ja_aozora"}


def read_sources(corpus: Path, encoding: tiktoken.Encoding) -> dict[str, Ids]:
    """Every source of `PERCENT` that is text and that the corpus has, as one row of token ids each."""
    found = {}
    for name in PERCENT.keys() - {"copies"}:
        file = _FILES.get(name, name)
        tales = None if file not in TALES else name in _FILES
        found[name] = packed(corpus, file, encoding, tales=tales)
    return {name: ids for name, ids in found.items() if len(ids)}


@dataclass(frozen=True)
class Mixture:
    """Sources in fixed shares, as rows of `n_ctx` tokens."""

    sources: Mapping[str, Ids]
    percent: Mapping[str, int]
    """How many of every hundred rows come from each source; "copies" is `copy_row`. Sources that are not there are
    passed over."""
    n_ctx: int
    n_vocab: int
    """The last id of the vocabulary ends a text."""
    seed: int

    def batch(self, step: int, rows: int) -> NDArray[np.int64]:
        """The token ids of one step: (rows, n_ctx)."""
        numbers = range(step * rows, (step + 1) * rows)
        return np.stack([self.row(number) for number in numbers]).astype(np.int64)

    def row(self, number: int) -> Ids:
        """(n_ctx,) the row with this number."""
        name, nth = self.turn(number)
        if name == "copies":
            return copy_row(self.n_ctx, self.n_vocab, np.random.default_rng((self.seed, number)))
        ids = self.sources[name]
        # The last window would lack tokens once the epoch's offset is added.
        n_windows = max(1, len(ids) // self.n_ctx - 1)
        epoch, position = divmod(nth, n_windows)
        offset, order = _epoch(self.seed, list(self.percent).index(name), epoch, n_windows, self.n_ctx)
        start = min(offset + int(order[position]) * self.n_ctx, len(ids) - self.n_ctx)
        return ids[start : start + self.n_ctx]

    def turn(self, number: int) -> tuple[str, int]:
        """The source of the row with this number, and how many rows of that source came before it."""
        shares = {name: share for name, share in self.percent.items() if name in self.sources or name == "copies"}
        hundred, place = divmod(number, sum(shares.values()))
        names = _hundred(self.seed, hundred, tuple(shares.items()))
        name = names[place]
        return name, hundred * shares[name] + names[:place].count(name)


def copy_row(n_ctx: int, n_vocab: int, rng: np.random.Generator) -> Ids:
    """Random tokens, said again and again: only looking back predicts them (Olsson et al. 2022).

    Looking back like that ("induction") takes very long to be learnt from prose alone at this size.
    """
    period = int(rng.integers(min(8, n_ctx // 4), n_ctx // 2))
    said = rng.integers(0, n_vocab - 1, period)
    return np.append(n_vocab - 1, np.resize(said, n_ctx - 1)).astype(np.uint16)


@lru_cache(maxsize=4)
def _hundred(seed: int, hundred: int, percent: tuple[tuple[str, int], ...]) -> tuple[str, ...]:
    names = [name for name, share in percent for _ in range(share)]
    order = np.random.default_rng((seed, 1, hundred)).permutation(len(names))
    return tuple(names[i] for i in order)


@lru_cache(maxsize=32)
def _epoch(seed: int, source: int, epoch: int, n_windows: int, n_ctx: int) -> tuple[int, NDArray[np.int64]]:
    """Where the windows of this pass begin, and their order: each is seen once a pass, cut elsewhere in the next."""
    rng = np.random.default_rng((seed, 2, source, epoch))
    return int(rng.integers(n_ctx)), rng.permutation(n_windows)
