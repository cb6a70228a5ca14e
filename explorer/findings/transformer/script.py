"""In which language a text is written, told by its letters: only as far as a translator needs to know it."""

import unicodedata
from collections import Counter
from functools import lru_cache

from explorer.models.two_stacks.directions import Direction

JAPANESE = ("HIRAGANA", "KATAKANA", "CJK UNIFIED", "IDEOGRAPHIC", "KATAKANA-HIRAGANA")


@lru_cache(maxsize=256)
def script_of(text: str) -> str:
    """ "ja" where a text has Japanese letters, "latin" where most are Latin, "" else.

    >>> script_of("私はTomです。"), script_of("Tom sleeps."), script_of("Привет"), script_of("12")
    ('ja', 'latin', '', '')
    """
    names = [unicodedata.name(letter, "") for letter in text if letter.isalpha()]
    kinds = Counter("ja" if name.startswith(JAPANESE) else "latin" * name.startswith("LATIN") for name in names)
    if kinds["ja"]:
        return "ja"
    return "latin" if kinds["latin"] > len(names) / 2 else ""


def direction_for(text: str, directions: tuple[Direction, ...]) -> Direction | None:
    """The first direction that begins in a text's script; of folders that say no language, the only one. None where
    there is no such direction."""
    script = script_of(text)
    if not script:
        return None
    fitting = (one for one in directions if not one.source or (one.source == "ja") == (script == "ja"))
    return next(fitting, None)
