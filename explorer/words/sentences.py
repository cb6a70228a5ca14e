"""Sentences about a run in which tokens stand as chips: users' text never meets Markdown."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from explorer.words import _, language

_CHIP = re.compile("\x02([^\x03]*)\x03")
_PERCENT = re.compile(r"(\d) %")
_MARKS = str.maketrans("", "", "\x02\x03")


@dataclass(frozen=True)
class Part:
    """Of a sentence: words, or a token."""

    text: str
    chip: bool


def chip(text: str) -> str:
    """A token's text marked as such, to be put into a place of a translated sentence.

    >>> parts("“{token}” is likeliest".format(token=chip("·the")))[1]
    Part(text='·the', chip=True)
    """
    return f"\x02{text.translate(_MARKS)}\x03"


def unbroken(text: str) -> str:
    """A number and its % stay on one line, wherever a sentence is broken.

    >>> unbroken("46 % of it")
    '46\\xa0% of it'
    """
    return _PERCENT.sub("\\1\u00a0%", text)


def parts(said: str) -> tuple[Part, ...]:
    """A sentence with chips, cut where they begin and end."""
    cut = enumerate(_CHIP.split(said))
    return tuple(Part(text, chip=index % 2 == 1) for index, text in cut if text or index % 2 == 1)


def joined(*sentences: str) -> str:
    """Sentences one after another, as the reader's language sets them apart; empty ones are left out.

    >>> joined("It rains.", "", "It pours.")
    'It rains. It pours.'
    """
    said = [sentence for sentence in sentences if sentence]
    return reduce(lambda first, second: _("{first} {second}", first=first, second=second), said) if said else ""


def apart(*things: str) -> str:
    """Things that have commas of their own, one after another; empty ones are left out.

    >>> apart("a, b", "", "c")
    'a, b; c'
    """
    kept = [thing for thing in things if thing]
    return reduce(lambda first, second: _("{first}; {second}", first=first, second=second), kept) if kept else ""


def listed(things: Sequence[str]) -> str:
    """As a list in the reader's language; empty for none.

    >>> listed(["a", "b", "c"]), listed([])
    ('a, b, and c', '')
    """
    from babel.lists import format_list

    return format_list(list(things), locale=language()) if things else ""
