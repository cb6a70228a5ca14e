"""A run's parameters in one short text for an address: what was written is squeezed, what is read is bounded.

The text is JSON, deflated, in base64 of letters that an address may have. A link comes from anybody: however few
characters it has, no more than `MOST_BYTES` are ever unpacked, and what they say is read like any other parameter.
"""

import base64
import binascii
import json
import zlib
from collections.abc import Mapping

MOST_BYTES = 2**17
"""Unpacked: the longest prompt in Japanese, the longest run and its edits together."""


def packed(params: Mapping[str, str]) -> str:
    """UnicodeEncodeError where a text has half a pair, which no address can say.

    >>> len(packed({"prompt": "Once upon a time " * 100})) < 100
    True
    """
    return squeezed(json.dumps(params, ensure_ascii=False, separators=(",", ":")))


def unpacked(text: str) -> dict[str, str]:
    """The reverse of packed; ValueError where it is not that, or too much."""
    try:
        params = json.loads(unsqueezed(text, MOST_BYTES))
    except (json.JSONDecodeError, RecursionError) as error:
        raise ValueError(f"not packed parameters: {text[:40]!r}") from error
    if not isinstance(params, dict) or not all(_is_text(value) for value in params.values()):
        raise ValueError(f"not parameters: {text[:40]!r}")
    return params


def squeezed(said: str) -> str:
    """UnicodeEncodeError where it has half a pair."""
    return base64.urlsafe_b64encode(zlib.compress(said.encode("utf-8"), 9)).decode().rstrip("=")


def unsqueezed(text: str, most: int) -> str:
    """The reverse; ValueError where it is not that, or unpacks to more than so many bytes: no more ever are."""
    try:
        inflating = zlib.decompressobj()
        data = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        said = inflating.decompress(data, most)
        if not inflating.eof or inflating.unused_data:
            raise ValueError(f"more than {most} bytes, or not whole")
        return said.decode("utf-8")
    except (binascii.Error, zlib.error, UnicodeDecodeError) as error:
        raise ValueError(f"not squeezed: {text[:40]!r}") from error


def _is_text(value: object) -> bool:
    """Text without half a pair, which JSON can say and UTF-8 cannot."""
    return isinstance(value, str) and not any("\ud800" <= letter <= "\udfff" for letter in value)
