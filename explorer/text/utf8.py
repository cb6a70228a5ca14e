"""UTF-8, one character at a time, cut exactly where `bytes.decode("utf-8", errors="replace")` cuts."""

import re

# The Unicode Standard, table 3-7 (well-formed UTF-8). What is cut short or astray decodes to one U+FFFD a match.
_CHARACTER = re.compile(
    rb"""(?P<whole> [\x00-\x7F]
                  | [\xC2-\xDF] [\x80-\xBF]
                  | \xE0 [\xA0-\xBF] [\x80-\xBF]
                  | [\xE1-\xEC\xEE\xEF] [\x80-\xBF]{2}
                  | \xED [\x80-\x9F] [\x80-\xBF]
                  | \xF0 [\x90-\xBF] [\x80-\xBF]{2}
                  | [\xF1-\xF3] [\x80-\xBF]{3}
                  | \xF4 [\x80-\x8F] [\x80-\xBF]{2} )
       | \xE0 [\xA0-\xBF]
       | [\xE1-\xEC\xEE\xEF] [\x80-\xBF]
       | \xED [\x80-\x9F]
       | \xF0 [\x90-\xBF] [\x80-\xBF]?
       | [\xF1-\xF3] [\x80-\xBF]{1,2}
       | \xF4 [\x80-\x8F] [\x80-\xBF]?
       | [\x80-\xFF]""",
    re.VERBOSE,
)


def characters(data: bytes) -> list[tuple[bytes, bool]]:
    """The bytes of each character, and whether they are a whole one.

    >>> characters("東a".encode() + b"\\xe6\\x9d")
    [(b'\\xe6\\x9d\\xb1', True), (b'a', True), (b'\\xe6\\x9d', False)]
    """
    return [(match[0], match["whole"] is not None) for match in _CHARACTER.finditer(data)]


def owners(data: bytes) -> list[int]:
    """For each byte, the index of its character in the decoded text.

    >>> owners("東a".encode())
    [0, 0, 0, 1]
    """
    return [index for index, match in enumerate(_CHARACTER.finditer(data)) for _ in match[0]]
