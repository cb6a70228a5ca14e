"""The run's own text as a learner would meet it: every token is the answer to those before it."""

import numpy as np

from explorer.components.sentence import chip
from explorer.ui.runs import Run
from explorer.ui.words import _, ngettext
from explorer.view.numbers import percent

SHOWN = 5
"""Tokens of the question that are shown; the model is given all of them."""


def exercise(run: Run) -> str:
    """What this prompt alone would teach a model."""
    begin = _(
        "Nobody tells a language model what is right: the text itself does. Whatever stands before a token is a "
        "question, and the token is its answer."
    )
    if len(run.tokens) < 2:
        return begin
    n = len(run.tokens) - 1
    held = ngettext("Your text alone holds {n} such exercise.", "Your text alone holds {n} such exercises.", n)
    both = _("{sentence} {another}", sentence=begin, another=held)
    return _("{sentence} {another}", sentence=both, another=_example(run))


def _example(run: Run) -> str:
    place = run.position or 1
    answer = chip(run.tokens[place].text)
    if not run.model.causal:
        return _(
            "For example: in the place of {answer} there is a gap, and the text on both sides is the question.",
            answer=answer,
        )
    logits = run.trace.logits[place - 1]
    weights = np.exp(logits - logits.max())
    return _(
        "For example: after {before} comes {answer}. An untrained model would give that answer about 1/{n_vocab}; "
        "{model} gives it {share}.",
        before=chip("".join(token.text for token in run.tokens[max(0, place - SHOWN) : place])),
        answer=answer,
        n_vocab=f"{len(logits):,}",
        model=run.model.name,
        share=percent(float(weights[run.tokens[place].id] / weights.sum())),
    )
