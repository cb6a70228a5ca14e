"""Words and sentences: what tokens are pieces of, by Unicode's rules (UAX #29), and in Japanese by BudouX."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Literal

from explorer.text.token import Token, character_groups

if TYPE_CHECKING:
    from budoux import Parser

Unit = Literal["token", "word", "sentence"]
UNITS: tuple[Unit, ...] = ("token", "word", "sentence")

_JAPANESE = re.compile(r"[぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ー々〆〇]+")


@lru_cache(maxsize=256)
def starts_of(text: str, unit: Literal["word", "sentence"]) -> tuple[int, ...]:
    """Where the units of a text begin, in characters. A space belongs to what follows it, as in most tokens.

    >>> starts_of("Tom can't go.", "word"), starts_of("Is it? It is.", "sentence")
    ((0, 3, 9, 12), (0, 6))
    """
    cut = {"word": _words, "sentence": _sentences}[unit]
    starts, at, end = [], 0, 0
    for piece in cut(text):
        if not piece.isspace():
            starts.append(end)
            end = at + len(piece.rstrip())
        at += len(piece)
    return tuple(starts)


def groups_of(tokens: Sequence[Token], text: str, unit: Unit) -> tuple[range, ...]:
    """Neighbouring tokens that make one unit together, each token in one of them.

    A token that reaches over a boundary, or shares a character with its neighbour, stays whole: it counts to the unit
    in which it begins.
    """
    if not tokens:
        return ()
    if unit == "token":
        return tuple(range(i, i + 1) for i in range(len(tokens)))
    starts = starts_of(text, unit)
    characters = character_groups(tokens)
    together = groupby(characters, key=lambda group: _key_of(tokens[group.start], text, starts))
    return tuple(range(same[0].start, same[-1].stop) for same in (list(each) for _key, each in together))


def _key_of(token: Token, text: str, starts: Sequence[int]) -> tuple[bool, int]:
    """Which unit a token begins in, its own space not counted; a special token is one of its own."""
    if token.special:
        return True, token.span[0]
    start, end = token.span
    own = text[start:end]
    inside = start + (len(own) - len(own.lstrip()) if own.strip() else 0)
    return False, bisect_right(starts, inside)


def _words(text: str) -> Iterator[str]:
    """UAX #29's words, but runs of Japanese by BudouX: the rules cut kanji and hiragana one by one."""
    from uniseg.wordbreak import words

    at = 0
    for run in _JAPANESE.finditer(text):
        yield from words(text[at : run.start()])
        yield from japanese_phrases(run[0])
        at = run.end()
    yield from words(text[at:])


def _sentences(text: str) -> Iterator[str]:
    from uniseg.sentencebreak import sentence_boundaries

    places = _without_repeats(text)
    short = "".join(text[place] for place in places)
    cuts = [*(places[cut] for cut in sentence_boundaries(short) if cut < len(places)), len(text)]
    return (text[start:end] for start, end in pairwise(cuts))


def _without_repeats(text: str) -> list[int]:
    """The places of a text's characters, but of a run of spaces, or of closing signs, only the first one's: how long
    it is changes no sentence, and uniseg would look over all of it from each of its places."""
    from uniseg.sentencebreak import SB, sentence_break

    places, before = [], None
    for place, character in enumerate(text):
        kind = sentence_break(character)
        if before in (SB.SP, SB.CLOSE) and kind in (before, SB.EXTEND, SB.FORMAT):
            continue
        places.append(place)
        before = kind
    return places


def japanese_phrases(text: str) -> list[str]:
    """By BudouX: in phrases (文節), each a word with the particles that follow it."""
    return _japanese().parse(text)


@cache
def _japanese() -> "Parser":
    from budoux import load_default_japanese_parser

    return load_default_japanese_parser()
