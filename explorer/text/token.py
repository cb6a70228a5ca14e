"""A token as a reader meets it: its id, its bytes, and the characters of the text that it helps to make."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING

from explorer.text.glyphs import visible
from explorer.text.utf8 import owners

if TYPE_CHECKING:
    from explorer.text.tokenizer import Tokenizer


@dataclass(frozen=True, slots=True)
class Token:
    """One position of a text cut into tokens."""

    id: int
    data: bytes
    """What the id stands for: often a word with the space before it, sometimes a fragment of a character."""
    span: tuple[int, int]
    """(start, end) in characters of the decoded text; tokens that share a character share its place."""
    special: bool = False
    name: str = ""
    """What it is called where it stands for no text: the patch of a picture."""

    def __post_init__(self) -> None:
        start, end = self.span
        if self.id < 0 or not 0 <= start <= end:
            raise ValueError(f"no token has id {self.id} and span {self.span}: ids and spans count up from 0")

    @property
    def whole(self) -> bool:
        """Whether the bytes are whole characters on their own.

        >>> Token(10310, b"\\xe4\\xb8", (0, 1)).whole
        False
        """
        try:
            self.data.decode("utf-8")
        except UnicodeDecodeError:
            return False
        return True

    @property
    def text(self) -> str:
        """How to show it; never empty, for even an id that no token has shows its number.

        >>> Token(262, b" the", (3, 7)).text
        '·the'
        """
        if self.name:
            return self.name
        if not self.data:
            return f"‹{self.id}›"
        return self.data.decode("utf-8", errors="replace") if self.special else visible(self.data)


def token_alone(id: int, tokenizer: "Tokenizer") -> Token:
    """A token that stands in no text: a candidate, an entry of the vocabulary. Its span says nothing."""
    return Token(int(id), tokenizer.token_bytes(int(id)), (0, 0), tokenizer.is_special(int(id)))


def tokens_of(ids: Sequence[int], tokenizer: "Tokenizer") -> tuple[Token, ...]:
    """The tokens of some ids, with their places in `tokenizer.decode(ids)`."""
    ids = [int(id) for id in ids]
    data = [tokenizer.token_bytes(id) for id in ids]
    shift = _dropped_space(b"".join(data), tokenizer.decode(ids))
    spans = [(max(start - shift, 0), max(end - shift, 0)) for start, end in spans_of(data)]
    return tuple(Token(*parts, tokenizer.is_special(parts[0])) for parts in zip(ids, data, spans, strict=True))


def spans_of(pieces: Sequence[bytes]) -> list[tuple[int, int]]:
    """The characters that each piece has a byte of, in the text that all of them make together.

    >>> spans_of([b"a ", b"\\xe6\\x9d", b"\\xb1", b"!"])
    [(0, 2), (2, 3), (2, 3), (3, 4)]
    """
    data = b"".join(pieces)
    owner = owners(data)
    owner.append(owner[-1] + 1 if owner else 0)
    ends = list(accumulate(len(piece) for piece in pieces))
    starts = [end - len(piece) for end, piece in zip(ends, pieces, strict=True)]
    return [(owner[start], owner[end - 1] + 1 if end else 0) for start, end in zip(starts, ends, strict=True)]


def character_groups(tokens: Sequence[Token]) -> tuple[range, ...]:
    """The shortest runs of tokens that split no character between them.

    >>> fragments = [Token(1, b"\\xe6\\x9d", (0, 1)), Token(2, b"\\xb1", (0, 1)), Token(3, b"!", (1, 2))]
    >>> character_groups(fragments)
    (range(0, 2), range(2, 3))
    """
    cuts = [i for i in range(1, len(tokens)) if tokens[i].span[0] >= tokens[i - 1].span[1]]
    return tuple(map(range, [0, *cuts], [*cuts, len(tokens)])) if tokens else ()


def _dropped_space(data: bytes, text: str) -> int:
    """1 where the tokenizer puts a space before every text and takes it away on decoding, else 0."""
    joined = data.decode("utf-8", errors="replace")
    if joined == text:
        return 0
    if joined == f" {text}":
        return 1
    raise ValueError(f"the bytes of the tokens make {joined[:40]!r}, but they decode to {text[:40]!r}: spans would lie")
