"""Headings in Japanese break between phrases, also in browsers that do not know where one ends."""

import re
from functools import lru_cache
from itertools import accumulate

from explorer.text.units import japanese_phrases
from explorer.words import language

BREAK = "\u200b"
"""A zero-width space: shell/style.css lets a Japanese heading break at these alone."""

_MARKUP = re.compile(r"(`[^`]*`|\]\([^)]*\)|\[)")
"""A chip, and what makes a link of its text."""


def in_phrases(markdown: str) -> str:
    """The app's own Markdown with a place to break after each phrase; as it is in another language than Japanese."""
    return _in_phrases(markdown) if language() == "ja" else markdown


@lru_cache(maxsize=512)
def _in_phrases(markdown: str) -> str:
    """
    >>> _in_phrases("次に来る[トークン](#term-token)の確率").split(BREAK)
    ['次に', '来る', '[トークン](#term-token)の', '確率']
    """
    pieces = _MARKUP.split(markdown)  # every second one is markup
    ends = set(accumulate(map(len, japanese_phrases("".join(pieces[::2])))))
    made, at = [], 0
    for index, piece in enumerate(pieces):
        if index % 2:
            made.append(piece)
            continue
        for letter in piece:
            at += 1
            made.append(letter + BREAK if at in ends else letter)
    return "".join(made).strip(BREAK)
