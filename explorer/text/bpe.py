"""Byte-pair encoding, one merge at a time, by tiktoken's own rule."""

from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import regex
import tiktoken

from explorer.errors import Refused
from explorer.text.tokenizer import checked

MAX_BYTES = 2048
"""Every step shows all pieces, so that n bytes take n² of memory; the longest English word has 45."""

SECONDS = 2.0
"""For splitting a text: a pattern from a folder may be one that would never come to an end."""

_NEVER = 1 << 62


@dataclass(frozen=True, slots=True)
class MergeStep:
    """A word on its way from single bytes to tokens."""

    pieces: tuple[bytes, ...]
    """After this step."""
    merged: int | None
    """The index of the piece just made; None before the first merge."""
    rank: int | None
    """The rank of the pair just merged, which is the id of the token it makes: the lowest goes first."""

    def __post_init__(self) -> None:
        if (self.merged is None) != (self.rank is None):
            raise ValueError(f"a merge has both a place and a rank, not {self.merged} and {self.rank}")
        if self.merged is not None and not 0 <= self.merged < len(self.pieces):
            raise ValueError(f"there is no piece {self.merged} among {len(self.pieces)}")


def pre_tokens(encoding: tiktoken.Encoding, text: str) -> list[str]:
    """The text split by the encoding's pattern; no token ever reaches over such a split.

    >>> from explorer.text.openai import openai_encoding
    >>> pre_tokens(openai_encoding("r50k_base"), "It's 東京 2026")
    ['It', "'s", ' 東京', ' 2026']
    """
    try:
        return [match[0] for match in _pattern(encoding._pat_str).finditer(checked(text), timeout=SECONDS)]
    except TimeoutError as error:
        raise Refused(
            "the pattern by which {name} splits a text into words takes too long on this one: take a shorter text, or "
            "another encoding",
            name=encoding.name,
        ) from error


def merge_steps(encoding: tiktoken.Encoding, word: str | bytes) -> tuple[MergeStep, ...]:
    """How one pre-token becomes tokens: first its single bytes, last the encoding's own tokens.

    >>> from explorer.text.openai import openai_encoding
    >>> for step in merge_steps(openai_encoding("r50k_base"), "then"):
    ...     print(step.pieces, step.rank)
    (b't', b'h', b'e', b'n') None
    (b't', b'he', b'n') 258
    (b't', b'hen') 831
    (b'then',) 8524
    """
    data = checked(word).encode("utf-8") if isinstance(word, str) else word
    if len(data) > MAX_BYTES:
        raise Refused(
            "a word of {n} bytes is too long to show merge by merge: take one of at most {limit}",
            n=len(data),
            limit=MAX_BYTES,
        )
    return _steps(data, encoding._mergeable_ranks)


def _steps(word: bytes, ranks: dict[bytes, int]) -> tuple[MergeStep, ...]:
    pieces = [word[i : i + 1] for i in range(len(word))]
    waiting = [_rank(left, right, ranks) for left, right in pairwise(pieces)]
    steps = [MergeStep(tuple(pieces), None, None)]
    while waiting and (rank := min(waiting)) < _NEVER:
        place = waiting.index(rank)
        _merge(pieces, waiting, place, ranks)
        steps.append(MergeStep(tuple(pieces), place, rank))
    if len(pieces) > 1 and word in ranks:  # tiktoken looks a word up whole before it merges anything
        steps.append(MergeStep((word,), 0, ranks[word]))
    return tuple(steps)


def _merge(pieces: list[bytes], waiting: list[int], place: int, ranks: dict[bytes, int]) -> None:
    """Joins the pieces at `place` and `place + 1`; only the pairs on either side have a new rank."""
    pieces[place : place + 2] = [pieces[place] + pieces[place + 1]]
    del waiting[place]
    if place < len(waiting):
        waiting[place] = _rank(pieces[place], pieces[place + 1], ranks)
    if place > 0:
        waiting[place - 1] = _rank(pieces[place - 1], pieces[place], ranks)


def _rank(left: bytes, right: bytes, ranks: dict[bytes, int]) -> int:
    return ranks.get(left + right, _NEVER)


@cache
def _pattern(pattern: str) -> regex.Pattern[str]:
    return regex.compile(pattern)
