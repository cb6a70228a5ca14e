"""Which input mattered: each token's credit for a logit, by gradient × input or by integrated gradients."""

from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import streamlit as st

from explorer.components.stream.signed_tokens import signed_tokens
from explorer.engine.cache import once, peek
from explorer.engine.runs import Run
from explorer.views.features import target_foil as contests
from explorer.views.features.target_foil import Contest, name_of, named, place_of
from explorer.views.features.wording import signed
from explorer.views.sentence import sentence
from explorer.words import _
from explorer.words.sentences import chip

if TYPE_CHECKING:
    from explorer.trace.gradients import InputAttribution, Question

STEPS = (16, 64, 256, 512)
"""Points of the way, more of them while the sum is not right yet."""
CLOSE = 0.01
"""A sum is right when it misses no more than this share of what it should be."""
AT_ONCE = 64
"""Tokens up to which integrated gradients are computed without being asked for: a second or so."""


def show(run: Run) -> None:
    contest = contests.choose(run, key="inputs_contest")
    integrated = _method() == "integrated"
    question = question_of(run, contest)
    found = _integrated(run, question) if integrated else _simple(run, question)
    if found is None:
        return
    sentence(finding(run, contest, found), key="inputs_finding", strong=True)
    tokens = [token.text for token in run.tokens[: len(found.scores)]]
    labels = {"name": _("What each token is credited with"), "note": _sum(found, integrated)}
    signed_tokens(tokens, found.scores.tolist(), key="inputs_tokens", labels=labels, selected=run.position)
    st.caption(_told(integrated))


def question_of(run: Run, contest: Contest) -> "Question":
    """Of a model that reads from left to right, without what it has not read yet."""
    from explorer.trace.gradients import Question

    return Question(place_of(run)[1], run.position, contest.token, contest.against)


def integrated(run: Run, question: "Question", told=lambda n, steps: None) -> "InputAttribution":
    """With as many points as the sum needs to be right, or the most."""
    from explorer.trace.gradients import integrated_gradients

    for steps in STEPS[:-1]:
        found = integrated_gradients(run.model, question, steps=steps, told=partial(told, steps=steps))
        if abs(found.gap) <= CLOSE * max(abs(found.value - found.baseline), 0.1):
            return found
    return integrated_gradients(run.model, question, steps=STEPS[-1], told=partial(told, steps=STEPS[-1]))


def finding(run: Run, contest: Contest, found: "InputAttribution") -> str:
    """The tokens that speak most for the choice, and most against it."""
    order = np.argsort(-found.scores)
    best, worst = int(order[0]), int(order[-1])
    about = {
        "a": chip(name_of(run, contest.token)),
        "b": named(run, contest),
        "best": chip(run.tokens[best].text),
        "most": signed(float(found.scores[best])),
        "worst": chip(run.tokens[worst].text),
        "least": signed(float(found.scores[worst])),
    }
    if found.scores[best] <= 0:
        return _("No token speaks for {a}; most against it speaks {worst} ({least}).", **about)
    against = found.scores[worst] < 0
    if contest.against is None:
        if against:
            return _("{best} speaks most for {a} ({most}), and {worst} most against it ({least}).", **about)
        return _("{best} speaks most for {a} ({most}); no token speaks against it.", **about)
    if against:
        return _(
            "{best} speaks most for {a} rather than {b} ({most}), and {worst} most the other way ({least}).", **about
        )
    return _("{best} speaks most for {a} rather than {b} ({most}); no token speaks the other way.", **about)


def _method() -> str:
    """Which of the two; kept in the session."""
    offered = {"integrated": _("Integrated gradients"), "simple": _("Gradient × input")}
    st.session_state["inputs_chosen"] = st.session_state.get("inputs_method", "integrated")
    st.segmented_control(
        _("Method"),
        list(offered),
        key="inputs_chosen",
        required=True,
        label_visibility="collapsed",
        format_func=offered.__getitem__,
        on_change=lambda: st.session_state.update(inputs_method=st.session_state["inputs_chosen"]),
    )
    return st.session_state["inputs_chosen"]


def _simple(run: Run, question: "Question") -> "InputAttribution":
    from explorer.trace.gradients import gradient_times_input

    key = ("gradient x input", run.model.fingerprint, question)
    return once(key, lambda: gradient_times_input(run.model, question))


def _integrated(run: Run, question: "Question") -> "InputAttribution | None":
    """Known, or computed while a line says how far it is; of a long text only when somebody asks."""
    key = ("integrated gradients", run.model.fingerprint, question)
    known = peek(key)
    if known is not None:
        return known
    n = len(question.ids)
    place = st.empty()
    if n > AT_ONCE and not place.button(_("Compute it for these {n} tokens: this takes a while", n=n)):
        return None

    def told(done: int, steps: int) -> None:
        place.progress(done / steps, text=_("Gradients at point {done} of {steps}", done=done, steps=steps))

    found = once(key, lambda: integrated(run, question, told))
    place.empty()
    return found


def _sum(found: "InputAttribution", integrated: bool) -> str:
    total = signed(float(found.scores.sum()))
    if not integrated:
        return _("sum {sum}", sum=total)
    return _(
        "sum {sum}; this text {value} − average tokens {baseline} = {difference} ({steps} points)",
        sum=total,
        value=f"{found.value:.2f}".replace("-", "−"),
        baseline=f"{found.baseline:.2f}".replace("-", "−"),
        difference=signed(found.value - found.baseline),
        steps=found.steps,
    )


def _told(integrated: bool) -> str:
    if integrated:
        return _(
            "Every token's vector goes in a straight line from the average token's to its own, and the gradients on "
            "the way are added up. The credits add up to what the text changes against average tokens at the same "
            "places."
        )
    return _(
        "The gradient of the logit at this text, times each token's vector: how the logit would begin to change. It "
        "holds for small changes only, so the credits add up to nothing in particular."
    )
