"""How it learns: the same prompt before and after a second training, on questions and answers; and from raw text."""

from typing import TYPE_CHECKING

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.home.learning import exercise
from explorer.findings.home.pretrain_finetune import BASE, TUNED, questions, read_and_written, what_differs, which_two
from explorer.models.catalogue import EMBEDDED
from explorer.session import state
from explorer.views import say
from explorer.views.door import door
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.waiting import loaded
from explorer.words import _, explain

if TYPE_CHECKING:
    from explorer.models.model import Model


def show(run: Run, scope: Scope) -> None:
    _before_and_after(run, scope)
    say.header(_("Learned from raw text, not from labels"), anchor=False)
    sentence(exercise(run), key=scope.key("home-learning"))
    door("labels", _("Every exercise of this text, and one step of learning from it"), key=scope.key("home-labels"))
    door("gpt3", _("Before and after, token by token: GPT-3 and ChatGPT"), key=scope.key("home-gpt3"))


def _before_and_after(run: Run, scope: Scope) -> None:
    _ask(run.question.prompt, scope)
    if TUNED not in {entry.name for entry in EMBEDDED}:
        say.info(_("{model} is not among the models here, so there is nothing to compare.", model=TUNED))
        return
    say.caption(which_two())
    base, tuned = loaded(BASE), loaded(TUNED)
    left, right = st.columns(2, gap="medium")
    with left:
        say.subheader(_("Before: {model} goes on with the text", model=BASE), anchor=False)
        _written(base, run.question.prompt, key=scope.key("home-before"))
    with right:
        say.subheader(_("After: {model} answers", model=TUNED), anchor=False)
        _written(tuned, run.question.prompt, key=scope.key("home-after"))
    sentence(what_differs(tuned), key=scope.key("home-differs"), strong=True)
    said = _("See token by token what changed, and which weights moved")
    st.button(said, key=scope.key("home-token-by-token"), icon=":material/arrow_forward:", on_click=_token_by_token)


def _token_by_token() -> None:
    state.change(view="before-after")
    state.go("gpt3")


def _ask(prompt: str, scope: Scope) -> None:
    offered = questions(prompt)
    mount(scope.key("home-questions"), offered, card=lambda card: state.change(prompt=offered.cards[card].prompt))


def _written(model: "Model", prompt: str, *, key: str) -> None:
    try:
        mount(key, read_and_written(model, prompt))
    except Refused as refused:
        say.info(explain(refused))
