"""What becomes of the answer when a token is replaced, beside what both attributions say of it."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine import input_credits
from explorer.engine.replaced import Measured, key_of, known, measured
from explorer.engine.runs import Run
from explorer.findings.features.inputs import tokens_read
from explorer.findings.features.replaced import holds, how, places, table, verdict
from explorer.trace.input_credits import InputAttribution, Question
from explorer.views import jobs, say
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, question: Question, scope: Scope) -> None:
    tokens, methods = tokens_read(run), _methods(run, question)
    worth = places(tokens, methods)
    if not worth:
        return
    say.subheader(_("Replace a word, and see"), anchor=False)
    found = _measured(run, question, worth, scope)
    if found is None:
        return
    if holds(methods[0], found):
        sentence(verdict(run, tokens, question, methods, found), key=scope.key("replaced_verdict"), strong=True)
        mount(scope.key("replaced_table"), table(run, tokens, methods, found))
    say.caption(how(methods[0], found))


def _methods(run: Run, question: Question) -> list[InputAttribution]:
    """Gradient × input, and integrated gradients where they were computed and add up."""
    integrated = input_credits.known(run.model, question)
    return [input_credits.simple(run.model, question), *([] if integrated is None else [integrated])]


def _measured(run: Run, question: Question, worth: tuple[int, ...], scope: Scope) -> Measured | None:
    """Known, or measured in the background; of much work only when somebody asks."""
    found = known(run.model, question, worth)
    if found is not None:
        return found
    key = key_of(run.model, question, worth)
    place = st.empty()
    if not (input_credits.light(run.model, question) or jobs.known(key)):
        if not place.button(_("Replace them and measure: this takes a while"), key=scope.key("replaced_ask")):
            return None
        place.empty()
    return jobs.result_of(key, measured, run.model, question, worth, name=scope.key("replaced"))
