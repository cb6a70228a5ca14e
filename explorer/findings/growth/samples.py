"""The visitor's prompt at every checkpoint: what it expects next, which table that is most like, and how it goes on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.surprisal import kl, log_probs
from explorer.components.text.answer_table import AnswerTable, Cell, Row
from explorer.decoding.generation import Generation, play
from explorer.decoding.sampling import Sampling
from explorer.engine import model_store
from explorer.engine.cache import once, peek
from explorer.engine.growing import GrowingText
from explorer.engine.jobs import Handle
from explorer.engine.ngrams import bigrams_of
from explorer.errors import Refused
from explorer.figures.numbers import count, percent
from explorer.findings.growth.phases import tokens_read
from explorer.largest import largest
from explorer.models.history import History
from explorer.text.glyphs import readable
from explorer.text.token import token_alone
from explorer.words import N_, _, ngettext
from explorer.words.sentences import chip

if TYPE_CHECKING:
    from explorer.engine.runs import Run
    from explorer.models.model import Model

WRITTEN = 24
"""Tokens that each checkpoint writes."""
SHOWN = 3
"""Likeliest tokens of a checkpoint."""

Ids = tuple[int, ...]


@dataclass(frozen=True)
class Sample:
    """One checkpoint."""

    step: int
    likeliest: tuple[tuple[str, float], ...]
    """(token as it is displayed, probability)"""
    apart: tuple[float, float, float]
    """Bits of KL from each token being as probable as any other, from the unigrams, from the bigrams."""
    copies: bool
    """Whether its likeliest token is the one that came after the same token the last time."""
    text: str
    """What it writes."""


def read_by(history: History, run: "Run") -> "tuple[str, Sampling]":
    """What the samples are of: the prompt, and how tokens are drawn."""
    return run.question.prompt, run.question.sampling


def key_of(history: History, prompt: str, sampling: Sampling) -> tuple[object, ...]:
    return ("samples while it learned", history.model, prompt, sampling)


def work(handle: Handle, history: History, prompt: str, sampling: Sampling) -> tuple[Sample, ...]:
    """A job: each checkpoint reads the prompt and goes on with it."""
    found: list[Sample] = []
    for done, step in enumerate(history.kept):
        handle.report(done, len(history.kept), N_("Step {step} reads the prompt"), step=count(step))
        model = model_store.ask(history.name_at(step)).result()
        found.append(once(_key(model, prompt, sampling), lambda: _sample(model, step, prompt, sampling)))  # noqa: B023
    return tuple(found)


def so_far(history: History, prompt: str, sampling: Sampling) -> tuple[Sample, ...]:
    """Of those checkpoints that have read it by now."""
    models = (model_store.loaded(history.name_at(step)) for step in history.kept)
    known = (peek(_key(model, prompt, sampling)) for model in models if model is not None)
    return tuple(sample for sample in known if sample is not None)


def _key(model: "Model", prompt: str, sampling: Sampling) -> tuple[object, ...]:
    return ("sample", model.name, model.fingerprint, prompt, sampling)


def _sample(model: "Model", step: int, prompt: str, sampling: Sampling) -> Sample:
    ids = model.prompt(prompt).ids
    most = model.shape.n_ctx - WRITTEN
    if not 0 < len(ids) <= most:
        raise Refused(
            "the prompt has {n} tokens for {model}, and with what it writes there is room for {most}: shorten it",
            n=len(ids),
            model=model.name,
            most=most,
        )
    growing = GrowingText(model)
    logits = growing(ids)
    logs = log_probs(logits) / np.log(2)
    best = largest(logits, SHOWN)
    return Sample(
        step=step,
        likeliest=tuple((token_alone(int(id), model.tokenizer).text, float(2 ** logs[id])) for id in best),
        apart=_apart(logs, ids[-1], model),
        copies=copied(ids) == int(best[0]),
        text=_written(model, growing, ids, sampling),
    )


def _apart(logs: NDArray[np.float64], last: int, model: "Model") -> tuple[float, float, float]:
    grams, n = bigrams_of(model.name), len(logs)
    tables = np.full(n, 1 / n), grams.unigram, grams.after(last)
    alike, unigram, bigram = (float(kl(logs, np.log2(table))) for table in tables)
    return alike, unigram, bigram


def copied(ids: Ids) -> int | None:
    """What came after the last token the last time that it was there.

    >>> copied((5, 6, 7, 5)), copied((5, 6))
    (6, None)
    """
    earlier = [place for place, id in enumerate(ids[:-1]) if id == ids[-1]]
    return ids[earlier[-1] + 1] if earlier else None


def _written(model: "Model", growing: GrowingText, ids: Ids, sampling: Sampling) -> str:
    generation = Generation(ids)
    for longer in play(growing, generation, sampling, ends=model.ends, n=WRITTEN, n_ctx=model.shape.n_ctx):
        generation = longer
    tokens = model.tokens(generation.ids)[len(ids) :]
    return readable(b"".join(token.data for token in tokens if token.id not in model.ends))


def table(history: History, samples: tuple[Sample, ...]) -> AnswerTable:
    return AnswerTable(
        columns=(_("Training"), _("next token"), _("most like"), _("it goes on")),
        rows=tuple(_row(history, sample) for sample in samples),
        label=_("The prompt at each checkpoint of the training"),
        said={},
    )


def _row(history: History, sample: Sample) -> Row:
    (first, share), *others = sample.likeliest
    name, bits = nearest(sample)
    step = ngettext("{n} step", "{n} steps", sample.step)
    return Row(
        group="",
        text=step,
        cells=(
            Cell(first, "  ".join(f"{text} {percent(other)}" for text, other in others), min(1.0, share)),
            Cell(name, _("{bits} bits away", bits=f"{bits:.2f}")),
            Cell(sample.text, _("{tokens} tokens read", tokens=tokens_read(history, sample.step))),
        ),
    )


def nearest(sample: Sample) -> tuple[str, float]:
    """The table that its prediction is most like, and how far it is from it."""
    names = (_("any token alike"), _("unigrams"), _("bigrams"))
    place = int(np.argmin(sample.apart))
    name = _("{table}, and it copies", table=names[place]) if sample.copies else names[place]
    return name, sample.apart[place]


def striking(samples: tuple[Sample, ...]) -> str:
    """The first checkpoint and the last."""
    first, last = samples[0], samples[-1]
    return _(
        "After this prompt step {early} expects {guess} ({share}), and step {late} expects {other} ({probability}).",
        early=count(first.step),
        guess=chip(first.likeliest[0][0]),
        share=percent(first.likeliest[0][1]),
        late=count(last.step),
        other=chip(last.likeliest[0][0]),
        probability=percent(last.likeliest[0][1]),
    )
