"""One sentence translated: what was read, what was written, token by token and word by word."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from explorer.decoding.beam import BeamSearch, beam_search
from explorer.decoding.greedy import greedy
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.growing import GrowingTargets
from explorer.errors import Refused
from explorer.findings.context.parts import Parts, parts_of
from explorer.models.two_stacks.directions import Direction
from explorer.text.prompt import Prompt
from explorer.text.token import Token, tokens_of
from explorer.text.units import Unit

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from explorer.models.two_stacks.model import Seq2Seq
    from explorer.trace.two_stacks import TwoStacks

MOST_SOURCE = 48
"""Tokens of a sentence that is translated here: those that were learned from have up to 36."""

MOST_WRITTEN = 48

BEAMS = 4
"""Where nobody chooses; the first Transformer had as many (Vaswani et al. 2017, section 6.1)."""


@dataclass(frozen=True, eq=False)
class Asked:
    """A sentence, and what is to become of it."""

    model: "Seq2Seq"
    text: str
    direction: Direction
    source: Prompt

    @property
    def key(self) -> tuple[str, str, tuple[int, ...]]:
        """Of what it becomes: two folders of equal weights may forbid other tokens."""
        return self.model.name, self.model.fingerprint, self.source.ids

    @property
    def tokens(self) -> tuple[Token, ...]:
        """(S,) what the encoder reads."""
        return tokens_of(self.source.ids, self.model.tokenizer)

    def parts(self, unit: Unit) -> Parts:
        """What the encoder reads, in words or tokens."""
        return parts_of(self.tokens, self.model.tokenizer.decode(self.source.ids), unit)


def asked(model: "Seq2Seq", text: str, direction: Direction) -> Asked:
    """Refused where the sentence is empty or too long."""
    text = " ".join(text.split())
    if not text:
        raise Refused("there is no sentence to translate: type one")
    source = model.source(text, direction)
    if len(source.own) > MOST_SOURCE:
        raise Refused(
            "the sentence has {n} tokens, and at most {most} are translated here: take one sentence, or a shorter one",
            n=len(source.own),
            most=MOST_SOURCE,
        )
    return Asked(model, text, direction, source)


@dataclass(frozen=True, eq=False)
class Translation:
    """What was written for a sentence."""

    asked: Asked
    written: tuple[int, ...]
    """(T,) ids; the last one ends it, where it came to an end."""

    @property
    def model(self) -> "Seq2Seq":
        return self.asked.model

    @property
    def tokens(self) -> tuple[Token, ...]:
        """(T,) what was written."""
        return tokens_of(self.written, self.model.tokenizer)

    @property
    def text(self) -> str:
        return text_of(self.model, self.written)

    @property
    def own(self) -> range:
        """The places of what is words, not an end."""
        ended = bool(self.written) and self.written[-1] in self.model.ends
        return range(len(self.written) - ended)

    @property
    def target(self) -> tuple[int, ...]:
        """(T + 1,) what the decoder would read in the end: the start, and all that was written."""
        return (self.model.start, *self.written)

    @property
    def trace(self) -> "TwoStacks":
        """T target positions: what was read at each is the token before the one that was written there."""
        return engine.two_stacks(self.model.fingerprint, self.asked.source.ids, self.target[:-1])

    def parts(self, unit: Unit) -> Parts:
        return parts_of(self.tokens, self.model.tokenizer.decode(self.written), unit)


def greedily(asked: Asked) -> Translation:
    """The likeliest token every time."""
    return Translation(asked, once(("translated", *asked.key), lambda: _greedy(asked)))


def searched(asked: Asked, beams: int, length_penalty: float = 1.0) -> BeamSearch:
    """By beam search; remembered."""
    key = ("beams", *asked.key, beams, length_penalty)
    return once(key, lambda: _searched(asked, beams, length_penalty))


def best(asked: Asked, beams: int = BEAMS, length_penalty: float = 1.0) -> Translation:
    """The best that so many beams find; with one, what is likeliest every time."""
    if beams == 1:
        return greedily(asked)
    return Translation(asked, searched(asked, beams, length_penalty).best[0].tokens)


def text_of(model: "Seq2Seq", ids: Sequence[int]) -> str:
    """Without special tokens."""
    return model.tokenizer.decode([id for id in ids if not model.tokenizer.is_special(id)]).strip()


def _greedy(asked: Asked) -> tuple[int, ...]:
    writing = _Allowed(asked)
    return greedy(writing.first, writing.onward, n=_room(asked), ends=asked.model.ends)


def _searched(asked: Asked, beams: int, length_penalty: float) -> BeamSearch:
    writing = _Allowed(asked)
    limits = {"beams": beams, "n": _room(asked), "ends": asked.model.ends}
    return beam_search(writing.first, writing.onward, **limits, length_penalty=length_penalty)


def _room(asked: Asked) -> int:
    return min(MOST_WRITTEN, asked.model.shape.n_ctx)


class _Allowed:
    """Targets that grow, without the tokens that the model must not write."""

    def __init__(self, asked: Asked) -> None:
        self._growing, self._never = GrowingTargets(asked.model, asked.source.ids), sorted(asked.model.never)
        self.first = self._only(self._growing.first[None])[0]

    def onward(self, parents: Sequence[int], tokens: Sequence[int]) -> "NDArray[np.float32]":
        return self._only(self._growing.onward(parents, tokens))

    def _only(self, logits: "NDArray[np.float32]") -> "NDArray[np.float32]":
        if not self._never:
            return logits
        allowed = logits.copy()
        allowed[:, self._never] = -float("inf")
        return allowed
