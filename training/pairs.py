"""Sentence pairs as a translator reads them: both directions, in batches of like length."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np
import tiktoken
from numpy.typing import NDArray

from training.corpus import documents
from training.loop import Batch

Ids = NDArray[np.int64]

GAPS = 0.05
"""Share of the tokens that are read as a blank, on both sides. In the source it stands in for dropout, which would
leave a CPU's second core idle; in what was said so far it makes the decoder look at the source (Bowman et al. 2016,
section 3.1)."""


@dataclass(frozen=True)
class Marks:
    """The special tokens of a translator."""

    end: int
    pad: int
    """Fills a batch, stands before the first word of an answer, and stands where a word is blank."""
    japanese: int
    """Stands before a sentence that is to become Japanese."""
    english: int


def sentence_pairs(corpus: Path, split: str) -> list[tuple[str, str]]:
    """(English, Japanese) of every pair of the split."""
    return [pair for document in documents(corpus, "en_ja_pairs", split) for pair in _pairs(document)]


def _pairs(document: str) -> Iterator[tuple[str, str]]:
    for line in document.splitlines():
        english, _, japanese = line.partition("\t")
        if english and japanese:
            yield english, japanese


def directed(
    pairs: Sequence[tuple[str, str]], encoding: tiktoken.Encoding, marks: Marks, longest: int
) -> list[tuple[list[int], list[int]]]:
    """(source, target) in ids, each pair both ways; those with a side of more than `longest` ids are left out."""
    english, japanese = (encoding.encode_ordinary_batch(list(texts)) for texts in zip(*pairs, strict=True))
    there = [([marks.japanese, *en, marks.end], [*ja, marks.end]) for en, ja in zip(english, japanese, strict=True)]
    back = [([marks.english, *ja, marks.end], [*en, marks.end]) for en, ja in zip(english, japanese, strict=True)]
    return [pair for pair in [*there, *back] if max(map(len, pair)) <= longest]


@dataclass(frozen=True)
class Pairs:
    """The pairs in an order, and in batches of at most so many tokens, that depend on the seed and the step alone."""

    pairs: Sequence[tuple[list[int], list[int]]]
    marks: Marks
    tokens: int
    """Of both sides of a batch, with what fills it up."""
    seed: int

    @cached_property
    def lengths(self) -> Ids:
        """(n,) of the longer side of each pair."""
        return np.array([max(map(len, pair)) for pair in self.pairs])

    @cached_property
    def edges(self) -> list[slice]:
        """The batches of a pass over the pairs, as slices of an order from the shortest to the longest."""
        ordered, found, start = np.sort(self.lengths), [], 0
        while start < len(ordered):
            # A batch is as wide as its last pair, so it ends before the first that would make it too much.
            wide = 2 * ordered[start:] * np.arange(1, len(ordered) - start + 1)
            stop = start + max(1, int((wide <= self.tokens).sum()))
            found.append(slice(start, stop))
            start = stop
        return found

    def batch(self, step: int) -> Batch:
        """What a step reads: (source, its real places, what was said before each place, what is to be said there)."""
        epoch, nth = divmod(step, len(self.edges))
        order, turns = _pass(self.seed, epoch, len(self.edges), self.lengths.tobytes())
        chosen = [self.pairs[i] for i in order[self.edges[turns[nth]]]]
        source = _filled([source for source, _ in chosen], self.marks.pad)
        wanted = _filled([target for _, target in chosen], self.marks.pad)
        before = np.pad(wanted, ((0, 0), (1, 0)), constant_values=self.marks.pad)[:, :-1]
        rng = np.random.default_rng((self.seed, 6, step))
        return self._blanked(source, rng), source != self.marks.pad, self._blanked(before, rng), wanted

    def _blanked(self, ids: Ids, rng: np.random.Generator) -> Ids:
        """The ids with some words blank; the marks stay."""
        return np.where((rng.random(ids.shape) < GAPS) & (ids < self.marks.end), self.marks.pad, ids)


def _filled(rows: Sequence[list[int]], pad: int) -> Ids:
    width = max(map(len, rows))
    return np.array([row + [pad] * (width - len(row)) for row in rows], np.int64)


@lru_cache(maxsize=2)
def _pass(seed: int, epoch: int, n_batches: int, lengths: bytes) -> tuple[Ids, Ids]:
    """An order of the pairs by length, the like ones by chance, and the order in which its batches are read."""
    rng = np.random.default_rng((seed, 5, epoch))
    sizes = np.frombuffer(lengths, np.int64)
    return np.lexsort((rng.random(len(sizes)), sizes)), rng.permutation(n_batches)
