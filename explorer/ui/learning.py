"""The run's own text as a learner would meet it: every token is the answer to those before it."""

from explorer.components.sentence import chip
from explorer.ui.runs import Run
from explorer.ui.words import _, ngettext

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
    place = run.position or 1
    before = "".join(token.text for token in run.tokens[max(0, place - SHOWN) : place])
    exercises = ngettext(
        "Your text alone holds {n} such exercise: after {before} comes {answer}.",
        "Your text alone holds {n} such exercises, for example: after {before} comes {answer}.",
        len(run.tokens) - 1,
        before=chip(before),
        answer=chip(run.tokens[place].text),
    )
    return _("{sentence} {another}", sentence=begin, another=exercises)
