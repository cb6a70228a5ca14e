"""What an encoder does instead of going on: one token is hidden, and the model guesses it from both sides."""

from dataclasses import dataclass

import numpy as np

from explorer.components.probability.probability_bars import ProbabilityBars
from explorer.components.tokens.token_strip import TokenStrip, strip_of
from explorer.decoding.comparisons import rank_of
from explorer.decoding.filters import softmax
from explorer.decoding.pipeline import run as run_pipeline
from explorer.decoding.sampling import Sampling
from explorer.engine.runs import Run, trace_of
from explorer.figures.numbers import count, percent
from explorer.findings.next_token_table import next_token_table
from explorer.models.model import Model
from explorer.text.specials import named_id
from explorer.text.token import tokens_of
from explorer.words import _
from explorer.words.sentences import chip

ROWS = 12


@dataclass(frozen=True)
class Gap:
    """A text in which one token is hidden, and what the model guesses."""

    strip: TokenStrip
    bars: ProbabilityBars
    finding: str


def gap(run: Run) -> Gap | None:
    """The gap at the selected token; None where the tokenizer has no token that stands for one."""
    mask = mask_of(run.model)
    if mask is None:
        return None
    place = hidden(run)
    ids = (*run.trace.ids[:place], mask, *run.trace.ids[place + 1 :])
    strip = strip_of(tokens_of(ids, run.model.tokenizer), label=_("The text with its gap"), selected=place)
    logits = trace_of(run.model, ids, run.question.edits).logits[place]
    return Gap(strip, _bars(run, place, logits), finding(run, place, logits))


def mask_of(model: Model) -> int | None:
    """The id that stands for a gap, by its tokenizer: BERT's [MASK], RoBERTa's <mask>, or whatever it is called."""
    mask = named_id(model.tokenizer, "mask_token")
    return mask if mask is not None and mask < model.shape.n_vocab else None


def hidden(run: Run) -> int:
    """The selected token; a special one is no gap, so the last that is none."""
    if not run.tokens[run.position].special:
        return run.position
    return max((place for place, token in enumerate(run.tokens) if not token.special), default=run.position)


def finding(run: Run, place: int, logits: np.ndarray) -> str:
    """Whether it finds what was hidden."""
    probs, wanted, best = softmax(logits), run.trace.ids[place], int(logits.argmax())
    return _(
        "Hidden was {token}: the model gives it {share}, rank {rank}. Its first guess is {guess} ({other}). It knows "
        "what stands before the gap and what stands after it.",
        token=chip(run.tokens[place].text),
        share=percent(float(probs[wanted])),
        rank=count(rank_of(logits, wanted)),
        guess=chip(run.texts_of([best])[0]),
        other=percent(float(probs[best])),
    )


def _bars(run: Run, place: int, logits: np.ndarray) -> ProbabilityBars:
    pipeline = run_pipeline(logits, (), Sampling())
    label, wanted = _("The likeliest tokens for the gap"), run.trace.ids[place]
    return next_token_table(run, pipeline, k=ROWS, chosen=wanted, label=label, logits=True)
