"""Characters as readers count them: 👨‍👩‍👧 is one, though Unicode writes it as five (UAX #29, extended clusters)."""

import unicodedata
from collections.abc import Sequence
from itertools import accumulate

import regex

from explorer.text.glyphs import visible
from explorer.text.token import Token, spans_of

_CLUSTER = regex.compile(r"\X")


def grapheme_groups(tokens: Sequence[Token]) -> tuple[range, ...]:
    """The shortest runs of tokens that split no such character between them; a special token is one of its own.

    >>> accent = [Token(1, b"e", (0, 1)), Token(2, "\\u0301".encode(), (1, 2)), Token(3, b"!", (2, 3))]
    >>> grapheme_groups(accent)
    (range(0, 2), range(2, 3))
    """
    if not tokens:
        return ()
    data = [token.data for token in tokens]
    clusters = _CLUSTER.findall(b"".join(data).decode("utf-8", errors="replace"))
    edges = {0, *accumulate(map(len, clusters))}
    spans = spans_of(data)
    special = {i + k for i, token in enumerate(tokens) if token.special for k in (0, 1)}
    apart = [i for i in range(1, len(tokens)) if spans[i][0] >= spans[i - 1][1]]
    cuts = [i for i in apart if spans[i][0] in edges or i in special]
    return tuple(map(range, [0, *cuts], [*cuts, len(tokens)]))


def together(data: bytes) -> str:
    """What tokens make when they stand together: characters as a font draws them, or signs for what it does not.

    >>> together("👨‍👩‍👧".encode()), together("\\u200d".encode()), together("東".encode()[:2])
    ('👨\\u200d👩\\u200d👧', '‹U+200D›', '‹E6 9D›')
    """
    text = data.decode("utf-8", errors="replace")
    drawn = "\ufffd" not in text and any(unicodedata.category(character)[0] not in "CZM" for character in text)
    return text if drawn and text == text.strip() else visible(data)
