"""A talk in a link: its file, compressed, in letters that an address may have."""

import base64
import binascii
import zlib

from explorer.errors import Refused
from explorer.session.link import LONGEST_LINK
from explorer.talks.reader import LONGEST_FILE, Pages, read
from explorer.talks.talk import Talk
from explorer.talks.writer import write

MOST_BYTES = 4 * LONGEST_FILE
"""Of a file, where a character has four: more is not unpacked, whatever a link says."""


def packed(talk: Talk) -> str:
    """Refused where it is too long for a link."""
    letters = base64.urlsafe_b64encode(zlib.compress(write(talk).encode(), 9)).decode().rstrip("=")
    if len(letters) > LONGEST_LINK:
        raise Refused(
            "Packed into a link, this talk is longer than {most} characters: give its file instead",
            most=f"{LONGEST_LINK:,}",
        )
    return letters


def unpacked(letters: str, pages: Pages) -> Talk:
    """Refused where a link's letters are no talk."""
    try:
        data = base64.b64decode(letters + "=" * (-len(letters) % 4), altchars=b"-_", validate=True)
        unpacker = zlib.decompressobj()
        text = unpacker.decompress(data, MOST_BYTES)
        if not unpacker.eof:
            raise ValueError("it does not end")
        return read(text.decode(), pages)
    except Refused:
        raise
    except (ValueError, binascii.Error, zlib.error):
        raise Refused("This link's talk cannot be read, as if a part of it were missing: ask for it again") from None
