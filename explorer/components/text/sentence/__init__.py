"""A computed sentence about this run, its tokens shown as chips: users' text never meets Markdown."""

import re

from explorer.components.mount import mount

_CHIP = re.compile("\x02([^\x03]*)\x03")
_MARKS = str.maketrans("", "", "\x02\x03")


def chip(text: str) -> str:
    """A token's text marked as such, to be put into a place of a translated sentence.

    >>> parts("“{token}” is likeliest".format(token=chip("·the")))
    [{'text': '“', 'chip': False}, {'text': '·the', 'chip': True}, {'text': '” is likeliest', 'chip': False}]
    """
    return f"\x02{text.translate(_MARKS)}\x03"


def parts(said: str) -> list[dict[str, str | bool]]:
    """A sentence with chips, cut where they begin and end."""
    return [
        {"text": text, "chip": index % 2 == 1} for index, text in enumerate(_CHIP.split(said)) if text or index % 2 == 1
    ]


def sentence(said: str, *, key: str, strong: bool = False) -> None:
    """Show what was computed; `strong` for the one that a page's picture ends with."""
    mount("sentence", key=key, data={"parts": parts(said), "strong": strong})
