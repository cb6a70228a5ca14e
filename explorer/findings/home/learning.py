"""The run's own text as a learner would meet it: every token is the answer to those before it."""

import numpy as np

from explorer.analysis.surprisal import log_probs
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings.chat_marks import own_of
from explorer.findings.token_names import told
from explorer.words import _, ngettext
from explorer.words.sentences import chip, joined

SHOWN = 5
"""Tokens of the question that are shown; the model is given all of them."""


def exercise(run: Run) -> str:
    """What this prompt alone would teach a model."""
    begin, answers = _begin(run), _answers(run)
    if not answers:
        return begin
    n = len(answers)
    held = ngettext("Your text alone holds {n} such exercise.", "Your text alone holds {n} such exercises.", n)
    return joined(begin, held, _example(run, answers))


def _begin(run: Run) -> str:
    if run.model.causal:
        return _(
            "Nobody tells a language model what is right: the text itself does. Whatever stands before a token is a "
            "question, and the token is its answer."
        )
    return _(
        "Nobody tells a language model what is right: the text itself does. Hide a token, and what stands around it is "
        "the question, the token its answer."
    )


def _answers(run: Run) -> list[int]:
    """Places of the tokens that a reader could be asked for: written, and not alone. What a chat's template says is
    nobody's text."""
    return [i for i in own_of(run) if not run.tokens[i].special and (i or not run.model.causal)]


def _example(run: Run, answers: list[int]) -> str:
    """The selected token, or the nearest that is an answer."""
    place = min(answers, key=lambda answer: abs(answer - run.position))
    answer = told(run.tokens, place)
    if not run.model.causal:
        return _(
            "For example: in the place of {answer} there is a gap, and the text on both sides is the question.",
            answer=answer,
        )
    logits = run.trace.logits[place - 1]
    return _(
        "For example: after {before} comes {answer}. An untrained model would give that answer about 1/{n_vocab}; "
        "{model} gives it {share}.",
        before=chip("".join(token.text for token in run.tokens[max(0, place - SHOWN) : place])),
        answer=answer,
        n_vocab=f"{len(logits):,}",
        model=run.model.name,
        share=percent(float(np.exp(log_probs(logits)[run.tokens[place].id]))),
    )
