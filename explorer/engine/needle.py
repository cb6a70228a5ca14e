"""A needle in a haystack: a sentence hidden in a long text, and a question about it, at many lengths and depths.

A job that measures cell by cell, the short lengths first. Each cell is kept by itself, so that a page can look at what
there is, and a job that was cancelled goes on where it stopped.
"""

import time
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from explorer.analysis.surprisal import log_probs
from explorer.engine import cache
from explorer.engine.growing import GrowingText
from explorer.engine.protocol import Ids
from explorer.models.kept import cache_bytes
from explorer.models.machine import free_bytes

if TYPE_CHECKING:
    from explorer.engine.jobs import Handle
    from explorer.models.model import Model

DEPTHS = (0.0, 0.25, 0.5, 0.75, 1.0)
"""Shares of the haystack that stand before the needle."""
LENGTHS = (64, 128, 256, 512, 1024, 2048, 4096, 8192)
SHORTEST = 32
"""The first length is at most so many times shorter than the context."""
A_STEP = 1024
"""Tokens that are read between two reports."""


@dataclass(frozen=True)
class Haystack:
    """Everything in one model's tokens."""

    before: Ids
    """What begins the text: a chat's template."""
    hay: Ids
    ends: tuple[int, ...]
    """Places in the hay where a sentence has ended."""
    needle: Ids
    after: Ids
    """The question, and how the answer begins."""
    answer: Ids

    def __post_init__(self) -> None:
        if not (self.needle and self.answer):
            raise ValueError("there is nothing to be found without a needle and an answer")

    @property
    def least(self) -> int:
        """Tokens without any hay."""
        return len(self.before) + len(self.needle) + len(self.after) + len(self.answer)

    def text(self, length: int, depth: float | None) -> Ids:
        """Of so many tokens with the answer's, which is not in it; depth None: more hay in the needle's place."""
        room = length - self.least
        if depth is None:
            middle = self.hay[: room + len(self.needle)]
        else:
            cut = self.cut(room, depth)
            middle = (*self.hay[:cut], *self.needle, *self.hay[cut:room])
        return (*self.before, *middle, *self.after)

    def cut(self, room: int, depth: float) -> int:
        """Where the needle stands in so many tokens of hay: where a sentence ends, the nearest to this depth."""
        wanted = depth * room
        return min((0, room, *(end for end in self.ends if end < room)), key=lambda end: abs(end - wanted))


@dataclass(frozen=True)
class Cell:
    """One length and one depth; a depth of None is the control, without the needle."""

    log_prob: float
    """Natural logarithm of the whole answer's probability."""
    greedy: bool
    """Whether the likeliest tokens are the answer."""
    seconds: float
    read: int
    """Tokens read for it: what the text shares with the one before was kept."""

    @property
    def prob(self) -> float:
        return float(np.exp(self.log_prob))


def lengths_for(model: "Model", haystack: Haystack) -> tuple[int, ...]:
    """Those that the model reads, and for which there is hay."""
    n_ctx = model.shape.n_ctx
    most = min(n_ctx, haystack.least + len(haystack.hay) - len(haystack.needle))
    return tuple(n for n in LENGTHS if n_ctx // SHORTEST <= n <= most and n > haystack.least)


def fits(model: "Model", length: int) -> bool:
    """Whether its keys and values take no more than half of what is free; they are copied as they grow."""
    shape = model.shape
    kept = {"n_layers": shape.n_layers, "n_kv_heads": shape.n_kv_heads, "d_head": shape.d_head}
    return cache_bytes(**kept, n=length, a_number=4) < free_bytes() / 2


def key_of(model: "Model", haystack: Haystack) -> Hashable:
    return "needle", model.fingerprint, haystack


def measure(handle: "Handle", model: "Model", haystack: Haystack) -> bool:
    """Every cell that is not known yet; True at the end."""
    lengths = [n for n in lengths_for(model, haystack) if fits(model, n)]
    text, told = GrowingText(model), _Told(handle, model, haystack, lengths)
    for length in lengths:
        _measure(text, model, haystack, length, told)
    return True


def measure_length(handle: "Handle", model: "Model", haystack: Haystack, length: int) -> list["Cell"]:
    """One length alone: every depth, then the control."""
    _measure(GrowingText(model), model, haystack, length, _Told(handle, model, haystack, [length]))
    cells = [known(model, haystack, length, depth) for depth in (*DEPTHS, None)]
    return [cell for cell in cells if cell is not None]


def _measure(text: GrowingText, model: "Model", haystack: Haystack, length: int, told: "_Told") -> None:
    # Deepest first: each text shares the hay before its needle with the one before it.
    for depth in (None, *reversed(DEPTHS)):
        if known(model, haystack, length, depth) is None:
            told.now(length, depth)
            cell = _cell(text, haystack, length, depth, told)
            cache.put(_cell_key(model, haystack, length, depth), cell)


def known(model: "Model", haystack: Haystack, length: int, depth: float | None) -> Cell | None:
    return cache.peek(_cell_key(model, haystack, length, depth))


def _cell_key(model: "Model", haystack: Haystack, length: int, depth: float | None) -> Hashable:
    return "needle", model.fingerprint, haystack, length, depth


def _cell(text: GrowingText, haystack: Haystack, length: int, depth: float | None, told: "_Told") -> Cell:
    began, ids = time.perf_counter(), (*haystack.text(length, depth), *haystack.answer[:-1])
    shared = told.shared(ids)
    for end in _steps(shared, len(ids) - len(haystack.answer)):
        text(ids[:end])
        told.read(end - shared)
    logs = log_probs(text.rows(ids, len(haystack.answer)).astype(np.float64))
    seconds = time.perf_counter() - began
    told.ended(ids, len(ids) - shared, seconds)
    right = np.asarray(haystack.answer)
    log_prob = float(logs[np.arange(len(right)), right].sum())
    return Cell(log_prob, bool((logs.argmax(-1) == right).all()), seconds, len(ids) - shared)


def _steps(start: int, end: int) -> Iterator[int]:
    """Lengths to which a text grows, so that nobody waits long for a report."""
    yield from range(start + A_STEP, end, A_STEP)


class _Told:
    """How far it is, and how long it will take: by the tokens still to be read, at the pace of the last ones."""

    def __init__(self, handle: "Handle", model: "Model", haystack: Haystack, lengths: Sequence[int]) -> None:
        self._handle = handle
        left = [
            (length, depth)
            for length in lengths
            for depth in (None, *DEPTHS)
            if known(model, haystack, length, depth) is None
        ]
        self._of = sum(_to_read(length, depth) for length, depth in left)
        self._done, self._last, self._pace = 0, (), 0.0
        self._said: dict[str, object] = {}

    def now(self, length: int, depth: float | None) -> None:
        self._said = {"n": length, "depth": 0 if depth is None else round(100 * depth)}
        self._control = depth is None
        self.read(0)

    def shared(self, ids: Ids) -> int:
        """Tokens that the text read last begins with, too."""
        same = (place for place, (one, other) in enumerate(zip(self._last, ids, strict=False)) if one != other)
        return next(same, min(len(self._last), len(ids)))

    def read(self, n: int) -> None:
        """Of the text that is being read, so many tokens are."""
        done = self._done + n
        seconds = round(self._pace * (self._of - done))
        if self._control:
            self._handle.report(
                done, self._of, "{n} tokens without the needle; about {seconds} s to go", seconds=seconds, **self._said
            )
        else:
            self._handle.report(
                done,
                self._of,
                "{n} tokens, needle at {depth} %; about {seconds} s to go",
                seconds=seconds,
                **self._said,
            )

    def ended(self, ids: Ids, n: int, seconds: float) -> None:
        """n: 0 where two depths have the same sentence end nearest to them, and so the same text."""
        self._done, self._last, self._pace = self._done + n, ids, seconds / n if n else self._pace


def _to_read(length: int, depth: float | None) -> int:
    """Tokens, about."""
    return length if depth is None else round((1 - depth) * length)
