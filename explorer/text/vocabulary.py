"""A whole vocabulary, to be searched: every id's bytes, its script and its length."""

import re
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import regex
from numpy.typing import NDArray

from explorer.text.tokenizer import Tokenizer

SCRIPTS = (
    *("Latin", "Han", "Kana", "Hangul", "Cyrillic", "Greek", "Arabic", "Hebrew", "Devanagari", "Thai"),
    *("letters", "digits", "emoji", "signs", "space", "fragment", "special", "none"),
)
"""What a token is, told by its first letter; `letters` are of any other script, and where there is no letter follows
what else there is. A fragment is no whole characters; `none` is an id that no token has."""

_LETTER = regex.compile(
    r"(?P<Latin>\p{Latin})|(?P<Han>\p{Han})|(?P<Kana>[\p{Hiragana}\p{Katakana}ー])|(?P<Hangul>\p{Hangul})"
    r"|(?P<Cyrillic>\p{Cyrillic})|(?P<Greek>\p{Greek})|(?P<Arabic>\p{Arabic})|(?P<Hebrew>\p{Hebrew})"
    r"|(?P<Devanagari>\p{Devanagari})|(?P<Thai>\p{Thai})|(?P<letters>\p{L})"
)
_ELSE = regex.compile(r"(?P<digits>\p{Nd})|(?P<emoji>[\p{Emoji_Presentation}\p{Regional_Indicator}])|(?P<signs>\S)")
_ESCAPE = re.compile(rb"\\x([0-9A-Fa-f]{2})")


@dataclass(frozen=True, eq=False)
class Vocabulary:
    data: tuple[bytes, ...]
    """By id; b"" for an id that no token has."""
    scripts: NDArray[np.uint8]
    """(V,) places in SCRIPTS."""
    lengths: NDArray[np.int32]
    """(V,) in characters; what is cut short counts as one, as it does where it is shown."""

    def __post_init__(self) -> None:
        if not len(self.data) == len(self.scripts) == len(self.lengths):
            raise ValueError(f"{len(self.data)} tokens, {len(self.scripts)} scripts, {len(self.lengths)} lengths")


@dataclass(frozen=True)
class Query:
    """What is looked for."""

    text: str = ""
    r"""Anywhere in a token; \xE6 is a byte, and #262 the id itself."""
    scripts: frozenset[str] = field(default_factory=frozenset)
    """Of SCRIPTS; none is all."""
    shortest: int = 1
    longest: int | None = None
    """In characters."""
    by_length: bool = False
    """The longest first; else by rank, which is the id."""


@lru_cache(maxsize=6)
def vocabulary_of(tokenizer: Tokenizer) -> Vocabulary:
    """About a third of a second for 200,000 tokens."""
    data = tuple(tokenizer.token_bytes(id) for id in range(tokenizer.n_vocab))
    texts = [piece.decode("utf-8", errors="replace") for piece in data]
    scripts = [
        "special" if tokenizer.is_special(id) else script_of(piece, text)
        for id, (piece, text) in enumerate(zip(data, texts, strict=True))
    ]
    places = {name: place for place, name in enumerate(SCRIPTS)}
    return Vocabulary(
        data,
        np.array([places[script] for script in scripts], np.uint8),
        np.array([len(text) for text in texts], np.int32),
    )


def script_of(data: bytes, text: str | None = None) -> str:
    """One of SCRIPTS but "special".

    >>> [script_of(word.encode()) for word in (" the", "東京", "ます", "42", "😀", "!?", "  ")]
    ['Latin', 'Han', 'Kana', 'digits', 'emoji', 'signs', 'space']
    >>> script_of("東".encode()[:2])
    'fragment'
    """
    if not data:
        return "none"
    text = data.decode("utf-8", errors="replace") if text is None else text
    if "\ufffd" in text and text.encode() != data:
        return "fragment"
    found = _LETTER.search(text) or _ELSE.search(text)
    return found.lastgroup or "signs" if found else "space"


def find(vocabulary: Vocabulary, query: Query) -> NDArray[np.int64]:
    """The ids that fit, in the order asked for."""
    if query.text.startswith("#") and query.text[1:].isdecimal():
        id = int(query.text[1:])
        return np.array([id] if id < len(vocabulary.data) else [], np.int64)
    fits = vocabulary.lengths >= query.shortest
    if query.longest is not None:
        fits &= vocabulary.lengths <= query.longest
    if query.scripts:
        fits &= np.isin(vocabulary.scripts, [SCRIPTS.index(name) for name in query.scripts])
    ids = np.flatnonzero(fits)
    needle = needle_of(query.text)
    if needle:
        ids = np.array([id for id in ids if needle in vocabulary.data[id]], np.int64)
    return ids[np.argsort(-vocabulary.lengths[ids], kind="stable")] if query.by_length else ids


def needle_of(text: str) -> bytes:
    r"""
    >>> needle_of("a\\xE6\\x9D")
    b'a\xe6\x9d'
    """
    return _ESCAPE.sub(lambda found: bytes([int(found[1], 16)]), text.encode("utf-8", errors="replace"))
