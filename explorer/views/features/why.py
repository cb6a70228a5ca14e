"""Why this token, and not another."""

import streamlit as st

from explorer.analysis.attribution import adds_up
from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.features.parts import Why, Withheld, why
from explorer.session import chat_marks, state
from explorer.views import say
from explorer.views.features.selection import token_and_layer
from explorer.views.features.target_foil import choose
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    selection = st.container()
    answer = _answer(run, scope)
    with selection:
        token_and_layer(run, scope, layer=answer.board.layer if answer else run.layer)
    if answer is None:
        return
    mount(scope.key("why_parts"), answer.board, place=_select)
    sentence(answer.finding, key=scope.key("why_finding"), strong=True)
    for name, tokens in answer.sources.items():
        mount(scope.key(f"why_sources_{name}"), tokens)
    say.caption(answer.convention)


def _answer(run: Run, scope: Scope) -> Why | None:
    """What the choice between two tokens comes from; where that cannot be said, it is told here why."""
    if not adds_up(run.trace):
        say.info(
            _("Numbers were put into this run that no part of the model wrote, so its parts do not add up to a logit.")
        )
        return None
    asked = choose(run, scope, key="why_contest")
    try:
        return why(run, asked, whole=chat_marks.shown())
    except Withheld as withheld:
        say.warning(str(withheld), icon=":material/rule:")
        return None


def _select(place: tuple[int, int | None]) -> None:
    """An MLP is no head: a click there selects the layer alone."""
    layer, head = place
    state.change(layer=layer, **({} if head is None else {"head": head}))
