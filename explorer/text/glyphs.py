"""Bytes made visible: nothing that a token holds may look like nothing."""

import unicodedata
from itertools import groupby

from explorer.text.utf8 import characters

_SEEN_AS = {" ": "·", "\n": "⏎", "\t": "⇥", "\x7f": "␡"} | {
    chr(c): chr(0x2400 + c) for c in range(32) if c not in (9, 10)
}
_DOTTED_CIRCLE = "◌"


def visible(data: bytes) -> str:
    """The bytes as a reader can see them; a fragment of a character is given as its bytes.

    >>> visible(b" the\\n"), visible("東".encode()[:2]), visible("\\u200d".encode())
    ('·the⏎', '‹E6 9D›', '‹U+200D›')
    """
    runs = groupby(characters(data), key=lambda character: character[1])
    shown = "".join((_whole if whole else _fragment)(b"".join(piece for piece, _ in run)) for whole, run in runs)
    return _DOTTED_CIRCLE + shown if _is_mark(shown[:1]) else shown


def readable(data: bytes) -> str:
    """The bytes as a text to be read, with its spaces and lines; only a fragment of a character is given as its bytes.

    >>> readable(b" the " + "東".encode()[:2])
    ' the ‹E6 9D›'
    """
    runs = groupby(characters(data), key=lambda character: character[1])
    whole_or_not = ((whole, b"".join(piece for piece, _ in run)) for whole, run in runs)
    return "".join(piece.decode("utf-8") if whole else _fragment(piece) for whole, piece in whole_or_not)


def _whole(data: bytes) -> str:
    return "".join(_SEEN_AS.get(character) or _glyph(character) for character in data.decode("utf-8"))


def _fragment(data: bytes) -> str:
    return f"‹{data.hex(' ').upper()}›"


def _glyph(character: str) -> str:
    """The character itself, or its code point where a font shows nothing: format and unassigned ones, other spaces."""
    return f"‹U+{ord(character):04X}›" if unicodedata.category(character)[0] in "CZ" else character


def _is_mark(character: str) -> bool:
    """Whether it would sit on whatever stands before it, such as an accent."""
    return bool(character) and unicodedata.category(character)[0] == "M"
