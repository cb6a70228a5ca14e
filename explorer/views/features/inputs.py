"""Which input mattered: each token's credit, by gradient × input or by integrated gradients."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine import input_credits
from explorer.engine.runs import Run
from explorer.findings.features.inputs import credited, finding, method_in_words, question_of, withheld
from explorer.session import chat_marks
from explorer.trace.input_credits import InputAttribution, Question
from explorer.views import jobs, say
from explorer.views.choice import choice
from explorer.views.features import replaced
from explorer.views.features.selection import token
from explorer.views.features.target_foil import choose
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    token(run, scope)
    asked = choose(run, scope, key="inputs_contest")
    question = question_of(run, asked)
    integrated = _method(run, question, scope) == "integrated"
    attribution = _integrated(run, question, scope) if integrated else input_credits.simple(run.model, question)
    if attribution is None:
        return
    if attribution.sums is not None and not attribution.sums.holds:
        say.warning(withheld(attribution.sums), icon=":material/rule:")
        return
    mount(scope.key("inputs_tokens"), credited(run, attribution, whole=chat_marks.shown()))
    sentence(finding(run, asked, attribution), key=scope.key("inputs_finding"), strong=True)
    say.caption(method_in_words(integrated, legs=run.model.causal))
    replaced.show(run, question, scope)


def _method(run: Run, question: Question, scope: Scope) -> str:
    """At first the one that says more, or where that takes a while the one that is there at once."""
    offered = {"integrated": _("Integrated gradients"), "simple": _("Gradient × input")}
    if not (input_credits.light(run.model, question) or input_credits.known(run.model, question)):
        offered = dict(reversed(offered.items()))
    return choice(_("Method"), offered, key=scope.key("inputs_chosen"), place="inputs_method")


def _integrated(run: Run, question: Question, scope: Scope) -> InputAttribution | None:
    """Known, or computed in the background; of much work only when somebody asks."""
    known = input_credits.known(run.model, question)
    if known is not None:
        return known
    key = input_credits.key_of(run.model, question)
    place = st.empty()
    if not (input_credits.light(run.model, question) or jobs.known(key)):
        label = _("Compute it for these {n} tokens: this takes a while", n=len(question.ids))
        if not place.button(label, key=scope.key("inputs_ask")):
            return None
        place.empty()
    return jobs.result_of(key, input_credits.credits_of, run.model, question, name=scope.key("inputs"))
