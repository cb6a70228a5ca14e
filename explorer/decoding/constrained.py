"""Text that has to fit a pattern: before each draw, every token is removed after which it could not fit any more.

llguidance works out which tokens these are, byte by byte, so that a token may also be a fragment of a character.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import ArrayLike

from explorer.decoding.choice import choose
from explorer.decoding.filters import Bools, Floats, softmax
from explorer.decoding.pipeline import run
from explorer.decoding.sampling import Sampling
from explorer.errors import Refused

if TYPE_CHECKING:
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
        self._vocabulary = _vocabulary(tokenizer, n_vocab)
        self._n = n_vocab
        self._matcher = LLMatcher(self._vocabulary, LLMatcher.grammar_from_regex(pattern))
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
            return np.zeros(self._n, dtype=bool)
        bits = np.unpackbits(np.frombuffer(self._matcher.compute_bitmask(), np.uint8), bitorder="little")
        found = bits[: self._n].astype(bool)
        found[self._vocabulary.eos_token : self._vocabulary.eos_token + 1] = False
        return found

    def wrote(self, token: int) -> None:
        """One of the allowed tokens has been written."""
        if not self._matcher.consume_token(token):
            raise ValueError(f"token {token} is not allowed here")


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
    eot: int | None,
) -> Iterator[Step]:
    """At most n tokens after `ids` that fit; it ends where nothing more can come, or with the end of text."""
    text = tuple(ids)
    for place in range(n):
        allowed = constraint.allowed()
        if constraint.complete and not allowed.any():
            return
        if eot is not None and eot < allowed.size:
            allowed[eot] = constraint.complete
        if not allowed.any():
            return
        logits = np.asarray(logits_of(text), dtype=np.float32)
        drawn_from = run(np.where(allowed, logits, np.float32(-np.inf)), text, sampling).probs
        token = choose(drawn_from, seed=sampling.seed, step=place)
        yield Step(softmax(logits), allowed, drawn_from, token)
        if token == eot:
            return
        constraint.wrote(token)
        text = (*text, token)


def _literally(text: str) -> str:
    return "".join(f"\\{letter}" if letter in _META else letter for letter in text)


@lru_cache(maxsize=4)
def _vocabulary(tokenizer: "Tokenizer", n_vocab: int) -> Any:
    """llguidance's view of a tokenizer; one id beyond the model's stands for an end of text that it does not have."""
    from llguidance import LLTokenizer, TokenizerWrapper

    return LLTokenizer(TokenizerWrapper(_Words(tokenizer, n_vocab)), n_vocab=n_vocab + 1)


class _Words:
    bos_token_id = None

    def __init__(self, tokenizer: "Tokenizer", n_vocab: int) -> None:
        self._tokenizer = tokenizer
        self.eos_token_id = n_vocab
        special = [id for id in range(n_vocab) if tokenizer.is_special(id)]
        self.special_token_ids = [*special, n_vocab]
        self.tokens = [b"" if tokenizer.is_special(id) else tokenizer.token_bytes(id) for id in range(n_vocab)]
        self.tokens.append(b"<|end|>")

    def __call__(self, text: str | bytes) -> list[int]:
        return self._tokenizer.encode(text if isinstance(text, str) else text.decode("utf-8", errors="replace"))
