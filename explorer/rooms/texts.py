"""What a player may write: one short line of visible characters."""

import unicodedata

from explorer.errors import Refused
from explorer.rooms.bounds import LONGEST


def line_of(typed: str) -> str:
    """What was typed, in one line, without characters that control how others are shown. Refused where nothing is
    left, or too much.

    >>> line_of("  the\\n cat ")
    'the cat'
    """
    composed = unicodedata.normalize("NFC", typed[: 50 * LONGEST])
    # Cc, Cf, Cs, Co, Cn: control and format characters, halves of pairs, and what no font has.
    seen = "".join(" " if letter.isspace() else letter for letter in composed if _is_shown(letter))
    line = " ".join(seen.split())
    if not line:
        raise Refused("an answer needs at least one character: type what you think comes here")
    if len(line) > LONGEST:
        raise Refused("an answer has at most {most} characters here: shorten it", most=LONGEST)
    return line


def _is_shown(letter: str) -> bool:
    return letter.isspace() or not unicodedata.category(letter).startswith("C")


def same_key(text: str) -> str:
    """What two answers have in common that mean the same: case, width and spaces make no difference.

    >>> same_key("\u3000Ｐaris "), same_key("paris")
    ('paris', 'paris')
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
