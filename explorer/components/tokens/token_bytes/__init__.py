"""One token, down to its bytes."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from explorer.components.untyped import mount
from explorer.words.sentences import parts


@dataclass(frozen=True)
class Character:
    """A character that the token is, or is a part of."""

    glyph: str
    code: str
    """Its code point, U+6771; empty for bytes that make no character."""
    bytes: Sequence[str]
    """In hexadecimal."""
    mine: Sequence[bool]
    """Which of the bytes are the token's own."""


def token_bytes(
    text: str,
    *,
    key: str,
    label: str,
    facts: Sequence[tuple[str, str]],
    characters: Sequence[Character],
    more: str,
    said: str,
) -> None:
    """`facts`: names and values; `more`: what is said of characters left out; `said`: a sentence with chips."""
    data = {
        "text": text,
        "label": label,
        "facts": list(facts),
        "characters": [asdict(character) for character in characters],
        "more": more,
        "said": parts(said),
    }
    mount("token_bytes", key=key, data=data)
