"""A talk in a link: its file, compressed, in letters that an address may have."""

from explorer.errors import Refused
from explorer.session.link import LONGEST_LINK
from explorer.session.packed_link import squeezed, unsqueezed
from explorer.talks.reader import LONGEST_FILE, Pages, read
from explorer.talks.talk import Talk
from explorer.talks.writer import write

MOST_BYTES = 4 * LONGEST_FILE
"""Of a file, where a character has four: more is not unpacked, whatever a link says."""


def packed(talk: Talk) -> str:
    """Refused where it is too long for a link."""
    letters = squeezed(write(talk))
    if len(letters) > LONGEST_LINK:
        raise Refused(
            "Packed into a link, this talk is longer than {most} characters: give its file instead",
            most=f"{LONGEST_LINK:,}",
        )
    return letters


def unpacked(letters: str, pages: Pages) -> Talk:
    """Refused where a link's letters are no talk."""
    try:
        text = unsqueezed(letters, MOST_BYTES)
    except ValueError:
        raise Refused("This link's talk cannot be read, as if a part of it were missing: ask for it again") from None
    return read(text, pages)
