"""How a sentence names a token of a text: one that looks like another of the same text gets its place."""

from collections.abc import Sequence

from explorer.text.token import Token
from explorer.words import _
from explorer.words.sentences import chip


def told(tokens: Sequence[Token], place: int) -> str:
    """Its chip; where another token of the text looks the same, with the place where it stands.

    >>> from explorer.words.sentences import parts
    >>> row = [Token(198, b"\\n", (0, 1)), Token(40, b"I", (1, 2)), Token(198, b"\\n", (2, 3))]
    >>> [part.text for part in parts(told(row, 1))], [part.text for part in parts(told(row, 2))]
    (['I'], ['⏎', ' (token 3)'])
    """
    text = tokens[place].text
    if sum(token.text == text for token in tokens) == 1:
        return chip(text)
    return _("{token} (token {n})", token=chip(text), n=place + 1)
