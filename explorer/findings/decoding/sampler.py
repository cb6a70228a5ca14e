"""What the settings did to one choice: the likeliest tokens before and after them, and sentences."""

from dataclasses import replace

import numpy as np

from explorer.components.probability.probability_bars import ProbabilityBars
from explorer.decoding.pipeline import run as run_pipeline
from explorer.decoding.sampling import Sampling
from explorer.decoding.stages import ORDER
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent
from explorer.findings.decoding.choices import choices
from explorer.findings.next_token_table import next_token_table
from explorer.findings.token_names import told
from explorer.words import _
from explorer.words.sentences import chip, listed
from explorer.words.settings import working

ROWS = 15


def bars(run: Run) -> ProbabilityBars:
    """The likeliest tokens, each worked out."""
    label = _("The likeliest next tokens, before and after the settings")
    return next_token_table(run, run.pipeline, k=ROWS, chosen=run.next_id, label=label, logits=True, worked_out=True)


def sentence(run: Run) -> str:
    """What the settings did to this choice."""
    probs, kept = run.pipeline.probs, int(run.pipeline.stages[-1].kept.sum())
    best = int(probs.argmax())
    places = {
        "settings": active_settings(run.question.sampling),
        "n": count(kept),
        "total": count(probs.size),
        "token": chip(run.texts_of([best])[0]),
        "share": percent(float(probs[best])),
    }
    if not places["settings"]:
        return _(
            "With every setting off, all {total} tokens can be drawn; the likeliest is {token} ({share}).", **places
        )
    if kept == 1:
        return _("At {settings}, only one of {total} tokens remains: {token}.", **places)
    return _("At {settings}, {n} of {total} tokens remain; the likeliest is {token} ({share}).", **places)


def active_settings(sampling: Sampling) -> str:
    """The settings that do something, as a list in the reader's language: "temperature 0.7 and top-p 0.9"."""
    return listed(working(sampling))


def hesitation(run: Run) -> str:
    """The effective number of choices, before and after the settings."""
    first, last = run.pipeline.stages[0], run.pipeline.stages[-1]
    before, after = choices(first), choices(last)
    if before == after:
        return _("The uncertainty is that of a choice among {before} equally likely tokens.", before=before)
    return _(
        "The model's own uncertainty is that of a choice among {before} equally likely tokens; the settings make it "
        "{after}.",
        before=before,
        after=after,
    )


def order_sentence(run: Run) -> str:
    """What another order changes against transformers'; nothing where it is transformers'."""
    sampling = run.question.sampling
    if sampling.order == ORDER:
        return ""
    usual = run_pipeline(run.trace.logits[-1], run.trace.ids, replace(sampling, order=ORDER))
    same = float(np.minimum(usual.probs, run.pipeline.probs).sum())
    places = {"n": count(int(usual.stages[-1].kept.sum())), "share": percent(same)}
    if same > 1 - 1e-6:
        return _("In transformers' order of the stages the result would be the same.")
    return _(
        "In transformers' order of the stages, {n} of the tokens would remain; the two orders have {share} of the "
        "probability in common.",
        **places,
    )


def which_choice(run: Run) -> str:
    """Which choice this is, where another token is selected; else nothing."""
    if run.position == len(run.tokens) - 1:
        return ""
    return _(
        "This is the choice of what follows {last}, the last token. What could have stood in place of {token}, which "
        "is selected, is shown in ⑤.",
        last=told(run.tokens, len(run.tokens) - 1),
        token=told(run.tokens, run.position),
    )
