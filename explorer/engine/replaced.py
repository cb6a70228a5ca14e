"""An intervention that anybody understands: put other words in a token's place, and see what becomes of the answer.

Attributions are estimates of such a change from gradients; here it is measured on the model itself, as a job.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.surprisal import log_probs
from explorer.engine import cache
from explorer.engine.current import engine
from explorer.engine.growing import GrowingText
from explorer.text.specials import named_id
from explorer.trace.edits import within

if TYPE_CHECKING:
    from collections.abc import Hashable

    from explorer.engine.jobs import Handle
    from explorer.models.model import Model
    from explorer.trace.input_credits import Question

Floats = NDArray[np.floating]
OTHERS = 4
"""Words that are put in a token's place, one after another."""


@dataclass(frozen=True)
class Replaced:
    """One token, and what the answer is with others in its place."""

    place: int
    by: tuple[int, ...]
    """The OTHERS likeliest ids there, by the model itself: what stands around them stays a text."""
    values: tuple[float, ...]
    """What is asked about, with each of them."""
    log_probs: tuple[float, ...]
    """Natural logarithm of the target's probability, with each of them."""

    def __post_init__(self) -> None:
        if not len(self.by) == len(self.values) == len(self.log_probs):
            raise ValueError("by, values and log_probs must be of one length")

    def decided(self, value: float) -> bool:
        """Whether all of them move the answer the same way, from what it is on the text itself."""
        return bool(self.by) and (max(self.values) < value or min(self.values) > value)


@dataclass(frozen=True)
class Measured:
    """Some tokens replaced, each alone."""

    value: float
    """What is asked about, on the text itself, read anew."""
    log_prob: float
    """Natural logarithm of the target's probability on it."""
    tokens: tuple[Replaced, ...]


def key_of(model: "Model", question: "Question", places: tuple[int, ...]) -> "Hashable":
    return "replaced", model.fingerprint, question, places


def measured(handle: "Handle", model: "Model", question: "Question", places: tuple[int, ...]) -> Measured:
    """OTHERS passes a place, and for an encoder one more; it can be cancelled after each place."""
    read, whole = _reader(model, question), _logits(model, question, question.ids)
    found = []
    for n, place in enumerate(places):
        said = {"done": n + 1, "of": len(places)}
        handle.report(n, len(places), "Other words in the place of token {done} of {of}", **said)
        found.append(_replaced(read, question, place, _others(model, question, place, whole)))
    after = read(question.ids)
    value = Measured(_value(question, after), _log_prob(question, after), tuple(found))
    return cache.put(key_of(model, question, places), value)


def known(model: "Model", question: "Question", places: tuple[int, ...]) -> Measured | None:
    return cache.peek(key_of(model, question, places))


def _replaced(read: "Callable[[tuple[int, ...]], Floats]", question: "Question", place: int, by: list[int]) -> Replaced:
    after = [read(_with(question.ids, place, other)) for other in by]
    values, logs = (tuple(one(question, row) for row in after) for one in (_value, _log_prob))
    return Replaced(place, tuple(by), values, logs)


def _with(ids: tuple[int, ...], place: int, other: int) -> tuple[int, ...]:
    return (*ids[:place], other, *ids[place + 1 :])


def _others(model: "Model", question: "Question", place: int, whole: Floats) -> list[int]:
    """The likeliest at a place but for what stands there; whole: (T, V) logits on the text."""
    return [token for token in _expected(model, question, place, whole) if token != question.ids[place]][:OTHERS]


def _expected(model: "Model", question: "Question", place: int, whole: Floats) -> Iterator[int]:
    """Ids from the likeliest down, without special ones; nothing predicts a first token, so there it is on average."""
    if not model.causal:
        mask = named_id(model.tokenizer, "mask_token")
        row = (whole if mask is None else _logits(model, question, _with(question.ids, place, mask)))[place]
    else:
        row = whole[place - 1] if place else whole.mean(0)
    likeliest = np.argsort(-row, kind="stable")[: 8 * OTHERS].tolist()
    return (token for token in likeliest if not model.tokenizer.is_special(token))


def _reader(model: "Model", question: "Question") -> "Callable[[tuple[int, ...]], Floats]":
    """(V,) logits at the place that is asked about. Of a decoder, what stands before a change is read once."""
    if model.causal and question.position == len(question.ids) - 1:
        return GrowingText(model, edits=question.edits)
    return lambda ids: _logits(model, question, ids)[question.position]


def _logits(model: "Model", question: "Question", ids: tuple[int, ...]) -> Floats:
    return engine.logits(model.fingerprint, ids, within(question.edits, len(ids)))


def _value(question: "Question", row: Floats) -> float:
    return float(question.of(row))


def _log_prob(question: "Question", row: Floats) -> float:
    return float(log_probs(row)[question.target])
