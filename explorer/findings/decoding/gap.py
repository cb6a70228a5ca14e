"""One token is hidden, and an encoder guesses it from both sides: the text with its gap, and what fits."""

from dataclasses import dataclass, replace

from explorer.components.probability.probability_bars import ProbabilityBars
from explorer.components.tokens.token_strip import TokenStrip, strip_of
from explorer.decoding.comparisons import rank_of
from explorer.decoding.filters import Floats, softmax
from explorer.decoding.pipeline import run as run_pipeline
from explorer.decoding.sampling import Sampling
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent
from explorer.findings.gaps import guess, hidden, with_gap
from explorer.findings.next_token_table import next_token_table
from explorer.findings.token_names import told
from explorer.words import _
from explorer.words.sentences import chip

ROWS = 12


@dataclass(frozen=True)
class Gap:
    """A text in which one token is hidden, and what the model guesses."""

    strip: TokenStrip
    bars: ProbabilityBars
    finding: str


def gap(run: Run) -> Gap:
    """The gap at the selected token, of a model that fills gaps."""
    place = hidden(run)
    tokens = run.model.tokens(with_gap(run, place))
    strip = strip_of(tokens, label=_("The text with its gap"), selected=place)
    logits = guess(run, place)
    return Gap(strip, bars(run, place, logits), finding(run, place, logits))


def finding(run: Run, place: int, logits: Floats) -> str:
    """Whether it finds what was hidden."""
    probs, wanted, best = softmax(logits), run.trace.ids[place], int(logits.argmax())
    return _(
        "Hidden was {token}: the model gives it {share}, rank {rank}. Its first guess is {guess} ({other}). It knows "
        "what stands before the gap and what stands after it.",
        token=told(run.tokens, place),
        share=percent(float(probs[wanted])),
        rank=count(rank_of(logits, wanted)),
        guess=chip(run.texts_of([best])[0]),
        other=percent(float(probs[best])),
    )


def bars(run: Run, place: int, logits: Floats) -> ProbabilityBars:
    """The likeliest tokens for the gap. Nothing is drawn here, so no setting has a say and no token is chosen."""
    pipeline = run_pipeline(logits, (), Sampling())
    label, wanted = _("The likeliest tokens for the gap"), run.trace.ids[place]
    table = next_token_table(run, pipeline, k=ROWS, chosen=wanted, label=label, logits=True)
    rows = tuple(replace(row, why=_("was hidden") if row.chosen else row.why) for row in table.rows)
    row = _("{token}: {share}", token="{token}", share="{after}")
    return replace(table, rows=rows, labels=replace(table.labels, before="", after=_("probability"), row=row))
