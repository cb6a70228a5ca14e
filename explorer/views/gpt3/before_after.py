"""The same prompt on a model before and after its second training, token by token."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.gpt3.before_after import (
    answer_gained,
    frame_note,
    frames,
    most_changed,
    steps,
    striking,
)
from explorer.findings.gpt3.framed import FRAMES, Frame, framed, room_for
from explorer.findings.gpt3.loss_marks import conversation, marked_strip, what_bears
from explorer.findings.gpt3.pair import Pair, which_pair
from explorer.findings.home.pretrain_finetune import questions, read_and_written
from explorer.session import state
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.gpt3.the_pair import both
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _, explain


def show(run: Run, scope: Scope) -> None:
    pair, prompt = both(), run.question.prompt
    if pair is None:
        return
    _ask(prompt, scope)
    try:
        _changes(pair, prompt, scope)
        _continuations(pair, prompt, scope)
        _template(pair, prompt, scope)
    except Refused as refused:
        say.info(explain(refused))
    say.caption(which_pair(run))


def _ask(prompt: str, scope: Scope) -> None:
    offered = questions(prompt)
    mount(scope.key("before-questions"), offered, card=lambda card: state.change(prompt=offered.cards[card].prompt))


def _changes(pair: Pair, prompt: str, scope: Scope) -> None:
    frame = _frame(pair, prompt, scope)
    with st.spinner(_("Both models are reading the prompt…")):
        found = framed(pair, prompt, frame)
    sentence(striking(pair, found), key=scope.key("before-striking"), strong=True)
    mount(scope.key("before-steps"), steps(pair, found))
    for name, said in (("most", most_changed(pair, found)), ("answer", answer_gained(pair, found))):
        if said:
            sentence(said, key=scope.key(f"before-{name}"))
    say.caption(frame_note(frame))


def _frame(pair: Pair, prompt: str, scope: Scope) -> Frame:
    if not room_for(pair.after, prompt):
        say.info(_("There is no room for an answer after this prompt, so both read the plain text."))
        return "plain"
    names = frames()
    kept = sticky(scope.key("before-frame"), "taught")
    return st.segmented_control(_("How both read it"), FRAMES, required=True, format_func=names.__getitem__, **kept)


def _continuations(pair: Pair, prompt: str, scope: Scope) -> None:
    say.subheader(_("What each writes"), anchor=False)
    for name, model in (("before", pair.before), ("after", pair.after)):
        mount(scope.key(f"written-{name}"), read_and_written(model, prompt))


def _template(pair: Pair, prompt: str, scope: Scope) -> None:
    say.subheader(_("What bore loss in the second training"), anchor=False)
    ids = conversation(pair.after, prompt)
    mount(scope.key("before-template"), marked_strip(pair.after, ids))
    sentence(what_bears(pair.after, ids), key=scope.key("before-bears"))
