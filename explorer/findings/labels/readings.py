"""How a model answers what a text asks by itself: the loss that it bears for each answer."""

from collections.abc import Callable
from dataclasses import dataclass
from math import log

import numpy as np

from explorer.analysis.text_surprisal import TextSurprisal, of_rows, together
from explorer.engine.cache import once
from explorer.engine.current import engine
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.bert.readers import Reader, needed
from explorer.findings.labels.exercises import exercises_of
from explorer.models.model import Model
from explorer.models.tuning.exercises import Exercises, parts
from explorer.text.token import Token
from explorer.trace.edits import everywhere

NATS = log(2)
"""Nats in a bit."""


@dataclass(frozen=True)
class Reading:
    """A model, a text's exercises and its answers to them."""

    model: Model
    exercises: Exercises
    tokens: tuple[Token, ...]
    """All that it reads."""
    found: TextSurprisal
    """One of everything an exercise: bits, and what the model expected."""

    @property
    def gaps(self) -> bool:
        return self.exercises.mask is not None

    @property
    def n(self) -> int:
        return len(self.exercises.places)

    @property
    def bits(self) -> float:
        """Of all its answers together."""
        return float(self.found.surprisal.sum())

    @property
    def most(self) -> float:
        """Bits of all of them for a model that knows nothing: each token of its vocabulary is as likely."""
        return float(self.n * np.log2(self.model.shape.n_vocab))

    @property
    def hardest(self) -> int:
        return int(self.found.surprisal.argmax())


def readers(run: Run) -> tuple[str, str]:
    """Who is asked for gaps, and who for the next token: the run's own model wherever it can be."""
    encoder, decoder = needed(run)
    return encoder, decoder


def reading_of(run: Run, model: Model) -> Reading:
    """Of the run's own model as it reads the prompt, with what is changed in it everywhere; of another as it is."""
    own = model is run.model
    edits = everywhere(run.question.edits) if own else ()
    exercises = exercises_of(model, run.question.prompt, chat=own and run.question.chat)
    found = once(("own labels", model.fingerprint, edits, exercises), lambda: _read(Reader(model, edits), exercises))
    return Reading(model, exercises, model.tokens(exercises.ids), found)


def reading_or_why(run: Run, model: Callable[[], Model]) -> Reading | Refused:
    """A text that one of them cannot read may still be the other's; and a model may not be had."""
    try:
        return reading_of(run, model())
    except Refused as refused:
        return refused


def _read(reader: Reader, exercises: Exercises) -> TextSurprisal:
    answers, begun, found = np.array(exercises.answers), 0, []
    for texts, rows in parts(exercises):
        logits = engine.logits_at(reader.model.fingerprint, texts, rows, reader.edits)
        logits = logits.reshape(-1, logits.shape[-1])
        found.append(of_rows(logits, answers[begun : begun + len(logits)]))
        begun += len(logits)
    return together(found)
