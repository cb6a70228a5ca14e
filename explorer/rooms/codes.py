"""The code by which an audience finds a room, and the keys by which a room knows its presenter and its players."""

import hashlib
import hmac
import secrets
import unicodedata

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""No vowels, so that no code is a word, and no digits, which are taken for letters."""

LENGTH = 5
"""Letters: three million codes, of which a few are rooms."""


def new_code() -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(typed: str) -> str | None:
    """The code that somebody means, in whatever case and width; None where it is none.

    >>> read_code(" ｋqr-xz "), read_code("hello")
    ('KQRXZ', None)
    """
    plain = unicodedata.normalize("NFKC", typed[:40]).upper()
    letters = "".join(letter for letter in plain if letter not in "- \t\u3000")
    return letters if len(letters) == LENGTH and set(letters) <= set(LETTERS) else None


def new_key() -> str:
    """A secret that only its holder has; the database keeps its mark alone."""
    return secrets.token_urlsafe(18)


def mark_of(key: str) -> str:
    """What the database keeps of a key."""
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()


def fits(key: str, mark: str) -> bool:
    return hmac.compare_digest(mark_of(key), mark)
