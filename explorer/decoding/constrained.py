"""Text that has to fit a pattern: before each draw, every token is removed after which it could not fit any more.

llguidance works out which tokens these are, byte by byte, so that a token may also be a fragment of a character.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from explorer.decoding.choice import choose
from explorer.decoding.filters import Bools, Floats, softmax
from explorer.decoding.pipeline import run
from explorer.decoding.sampling import Sampling
from explorer.errors import Refused

if TYPE_CHECKING:
    from llguidance import LLTokenizer

    from explorer.text.tokenizer import Tokenizer

LONGEST_PATTERN = 2_000
"""Characters."""
_META = frozenset(r"\.+*?()|[]{}^$#&-~/")


class Constraint:
    """A pattern, and how much of it is written."""

    def __init__(self, pattern: str, tokenizer: "Tokenizer", n_vocab: int) -> None:
        """`pattern`: a regular expression (Rust's syntax) for the whole text; `n_vocab`: the model's logits."""
        from llguidance import LLMatcher

        if not pattern or len(pattern) > LONGEST_PATTERN:
            raise Refused("the pattern has {n} characters: write 1 to {most}", n=len(pattern), most=LONGEST_PATTERN)
        self._words, vocabulary = _vocabulary(tokenizer, n_vocab)
        self._matcher = LLMatcher(vocabulary, LLMatcher.grammar_from_regex(pattern))
        self._check(pattern)

    def _check(self, pattern: str) -> None:
        if self._matcher.is_error():
            raise Refused(
                "{pattern} cannot be read as a regular expression: look for a bracket that is not closed, or for a "
                "sign that needs a \\ before it",
                pattern=repr(pattern),
            )

    @property
    def complete(self) -> bool:
        """Whether what is written fits the whole pattern."""
        return self._matcher.is_accepting()

    def allowed(self) -> Bools:
        """(V,) which tokens may come next; all False where nothing more can come. The end of text is not counted."""
        if self._matcher.is_stopped():
            return np.zeros(len(self._words.first), dtype=bool)
        mask = self._matcher.compute_bitmask()
        self._check_followed()
        bits = np.unpackbits(np.frombuffer(mask, np.uint8), bitorder="little")
        return self._spread(bits[: len(self._words.first)].astype(bool))[self._words.first]

    def _spread(self, found: Bools) -> Bools:
        """Where one text alone is left, llguidance names one way to cut it into tokens: the others fit as well."""
        if found.sum() != 1:
            return found
        for id in self._words.alike(int(found.argmax())):
            found[id] = self._matcher.validate_tokens([id]) == 1
        self._check_followed()
        return found

    def wrote(self, token: int) -> None:
        """One of the allowed tokens has been written."""
        self._matcher.consume_token(int(self._words.first[token]))
        self._check_followed()

    def _check_followed(self) -> None:
        """llguidance gives up where its tables would grow too large, and says so only when it is asked."""
        if self._matcher.is_error():
            raise Refused("the pattern is too complex to follow: write a shorter one")


def of_choices(choices: Sequence[str]) -> str:
    """The pattern of one of several texts.

    >>> of_choices(["yes", "no."])
    '(yes|no\\\\.)'
    """
    if not any(choices):
        raise Refused("the list is empty: write at least one choice, each on its own line")
    return f"({'|'.join(map(_literally, filter(None, choices)))})"


@dataclass(frozen=True, eq=False)
class Step:
    """The choice of one token."""

    probs: Floats
    """(V,) the model's own."""
    allowed: Bools
    """(V,) what fits; the end of text too, where the pattern is complete."""
    drawn_from: Floats
    """(V,) after mask and settings."""
    token: int

    @property
    def share(self) -> float:
        """How much of the model's own probability was allowed."""
        return float(self.probs[self.allowed].sum(dtype=np.float64))


def write(
    logits_of: Callable[[Sequence[int]], ArrayLike],
    ids: Sequence[int],
    constraint: Constraint,
    sampling: Sampling,
    *,
    n: int,
    ends: Collection[int],
) -> Iterator[Step]:
    """At most n tokens after `ids` that fit; it ends where nothing more can come, or with one of `ends`."""
    text = tuple(ids)
    for place in range(n):
        allowed = constraint.allowed()
        if constraint.complete and not allowed.any():
            return
        allowed[list(ends)] = constraint.complete
        if not allowed.any():
            return
        logits = np.asarray(logits_of(text), dtype=np.float32)
        drawn_from = run(np.where(allowed, logits, np.float32(-np.inf)), text, sampling).probs
        token = choose(drawn_from, seed=sampling.seed, step=place)
        yield Step(softmax(logits), allowed, drawn_from, token)
        if token in ends:
            return
        constraint.wrote(token)
        text = (*text, token)


def _literally(text: str) -> str:
    return "".join(f"\\{letter}" if letter in _META else letter for letter in text)


@lru_cache(maxsize=4)
def _vocabulary(tokenizer: "Tokenizer", n_vocab: int) -> "tuple[_Words, LLTokenizer]":
    from llguidance import LLTokenizer, TokenizerWrapper

    words = _Words(tokenizer, n_vocab)
    return words, LLTokenizer(TokenizerWrapper(words), n_vocab=n_vocab + 1)


class _Words:
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
