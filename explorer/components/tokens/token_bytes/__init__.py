"""One token, down to its bytes."""

from dataclasses import dataclass

from explorer.components.payload import Payload
from explorer.words.sentences import Part


@dataclass(frozen=True)
class Character:
    """A character that the token is, or is a part of."""

    glyph: str
    code: str
    """Its code point, U+6771; empty for bytes that make no character."""
    bytes: tuple[str, ...]
    """In hexadecimal."""
    mine: tuple[bool, ...]
    """Which of the bytes are the token's own."""


@dataclass(frozen=True, kw_only=True)
class TokenBytes(Payload):
    text: str
    label: str
    facts: tuple[tuple[str, str], ...]
    """Names and values."""
    characters: tuple[Character, ...]
    more: str
    """What is said of characters left out."""
    said: tuple[Part, ...]
