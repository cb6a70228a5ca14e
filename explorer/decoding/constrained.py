"""Text that has to fit a pattern: before each draw, every token is removed after which it could not fit any more.

llguidance works out which tokens these are, byte by byte, so that a token may also be a fragment of a character.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from explorer.decoding.choice import choose
from explorer.decoding.filters import Bools, Floats, softmax
from explorer.decoding.pipeline import run
from explorer.decoding.sampling import Sampling
from explorer.decoding.spelling import vocabulary_of
from explorer.errors import Refused

if TYPE_CHECKING:
    from explorer.text.tokenizer import Tokenizer

LONGEST_PATTERN = 2_000
"""Characters."""
_NONE_FOLLOWS = "NoExtensionBias"
"""What llguidance calls it when the pattern goes on and the vocabulary does not."""
_META = frozenset(r"\.+*?()|[]{}^$#&-~/")


class Constraint:
    """A pattern, and how much of it is written."""

    def __init__(self, pattern: str, tokenizer: "Tokenizer", n_vocab: int) -> None:
        """`pattern`: a regular expression (Rust's syntax) for the whole text; `n_vocab`: the model's logits."""
        from llguidance import LLMatcher

        if not pattern or len(pattern) > LONGEST_PATTERN:
            raise Refused("the pattern has {n} characters: write 1 to {most}", n=len(pattern), most=LONGEST_PATTERN)
        self._words, vocabulary = vocabulary_of(tokenizer, n_vocab)
        self._matcher = LLMatcher(vocabulary, LLMatcher.grammar_from_regex(pattern))
        self._check(pattern)

    def _check(self, pattern: str) -> None:
        if not self._matcher.is_error():
            return
        why = self._matcher.get_error()
        if "look-around" in why or "lookarounds" in why:
            raise Refused(
                "{pattern} asks what stands beside a place (\\b, \\B, ^ and $ inside, lookahead, lookbehind), which "
                "cannot be followed while a text is written: spell out what may stand there",
                pattern=repr(pattern),
            )
        if "backreferences" in why or "(?P=" in pattern:
            raise Refused(
                "{pattern} refers back to what a group has matched (\\1, (?P=name)), which cannot be followed while a "
                "text is written: write out what may be repeated, such as (aa|bb)",
                pattern=repr(pattern),
            )
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
        """llguidance gives up where no token can follow, or its tables would grow too large, and says so when asked."""
        if not self._matcher.is_error():
            return
        if self._matcher.get_error().startswith(_NONE_FOLLOWS):
            raise Refused(
                "no token of this model can write what has to come next: its vocabulary lacks a character that the "
                "pattern asks for there; use others"
            )
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
        # The model may have no logit for an end that its tokenizer knows.
        allowed[[end for end in ends if end < allowed.size]] = constraint.complete
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
