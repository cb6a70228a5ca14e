"""What a vocabulary can spell, byte by byte, as llguidance takes it."""

from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from explorer.errors import Refused

if TYPE_CHECKING:
    from llguidance import LLTokenizer

    from explorer.text.tokenizer import Tokenizer


def check_spelled(choices: Sequence[str], tokenizer: "Tokenizer", n_vocab: int) -> None:
    """Refused where one of them cannot be made of the vocabulary's tokens, which would never be chosen."""
    words, _ = vocabulary_of(tokenizer, n_vocab)
    for choice in choices:
        data = choice.encode("utf-8", errors="replace")
        reached = words.reached(data)
        if reached < len(data):
            place = len(data[:reached].decode("utf-8", errors="ignore"))
            raise Refused(
                "{choice} cannot be written, since no token of this model goes on with {letter} there: choose other "
                "words",
                choice=repr(choice[:80]),
                letter=repr(choice[place : place + 1]),
            )


@lru_cache(maxsize=4)
def vocabulary_of(tokenizer: "Tokenizer", n_vocab: int) -> "tuple[Words, LLTokenizer]":
    from llguidance import LLTokenizer, TokenizerWrapper

    words = Words(tokenizer, n_vocab)
    return words, LLTokenizer(TokenizerWrapper(words), n_vocab=n_vocab + 1)


class Words:
    """A vocabulary as llguidance takes it: one id of those that stand for the same bytes, and one more for the end."""

    bos_token_id = None

    def __init__(self, tokenizer: "Tokenizer", n_vocab: int) -> None:
        data = [b"" if tokenizer.is_special(id) else tokenizer.token_bytes(id) for id in range(n_vocab)]
        seen: dict[bytes, int] = {}
        self.first = np.array([seen.setdefault(one, id) for id, one in enumerate(data)])
        """(V,) the lowest id that stands for the same bytes."""
        self.eos_token_id = n_vocab
        self.special_token_ids = [n_vocab]
        self.tokens = [one if self.first[id] == id else b"" for id, one in enumerate(data)] + [b"<|end|>"]

        self._ids = {one: id for one, id in seen.items() if one}
        self._longest = max(map(len, self._ids), default=0)

    def alike(self, id: int) -> list[int]:
        """The ids whose bytes begin as this one's do."""
        return [other for data, other in self._ids.items() if data[0] == self.tokens[id][0]]

    def reached(self, data: bytes) -> int:
        """How far tokens can spell it: its length where they spell it whole."""
        ends = {0}
        for start in range(len(data)):
            if start in ends:
                lengths = range(1, min(self._longest, len(data) - start) + 1)
                ends.update(start + n for n in lengths if data[start : start + n] in self._ids)
        return max(ends)

    def __call__(self, text: str | bytes) -> list[int]:
        """Always the longest token that fits: a model's own tokenizer may put a space before a text."""
        data, found = text.encode() if isinstance(text, str) else text, []
        while data:
            end = next((n for n in range(min(len(data), self._longest), 0, -1) if data[:n] in self._ids), None)
            if end is None:
                break
            found.append(self._ids[data[:end]])
            data = data[end:]
        return found
