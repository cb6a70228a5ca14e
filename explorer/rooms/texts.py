"""What a player may write: one short line of visible characters; of a workshop some lines."""

import unicodedata

from explorer.errors import Refused
from explorer.rooms.bounds import LONGEST, LONGEST_NOTE


def line_of(typed: str) -> str:
    """What was typed, in one line, without characters that control how others are shown. Refused where nothing is
    left, or too much.

    >>> line_of("  the\\n cat ")
    'the cat'
    """
    line = _line(typed[: 50 * LONGEST])
    if not line:
        raise Refused("an answer needs at least one character: type what you think comes here")
    if len(line) > LONGEST:
        raise Refused("an answer has at most {most} characters here: shorten it", most=LONGEST)
    return line


def note_of(typed: str) -> str:
    """What was typed, line by line, without what controls how others are shown; "" where nothing is left.

    >>> note_of("  At \\u202e mom\\n\\n\\nthey part. ")
    'At mom\\nthey part.'
    """
    lines = (_line(line) for line in typed[:LONGEST_NOTE].splitlines())
    return "\n".join(line for line in lines if line)[:LONGEST_NOTE].rstrip()


def _line(typed: str) -> str:
    composed = unicodedata.normalize("NFC", typed)
    # Cc, Cf, Cs, Co, Cn: control and format characters, halves of pairs, and what no font has.
    return " ".join("".join(" " if letter.isspace() else letter for letter in composed if _is_shown(letter)).split())


def _is_shown(letter: str) -> bool:
    return letter.isspace() or not unicodedata.category(letter).startswith("C")


def same_key(text: str) -> str:
    """What two answers have in common that mean the same: case, width and spaces make no difference.

    >>> same_key("\u3000Ｐaris "), same_key("paris")
    ('paris', 'paris')
    """
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())
