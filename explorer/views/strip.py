"""The run's tokens in one line, for views that follow the selection."""

import streamlit as st

from explorer.components.mount import mount
from explorer.components.tokens.token_strip import strip_of
from explorer.engine.runs import Run
from explorer.findings.chat_marks import chips
from explorer.session import chat_marks, state
from explorer.views import say
from explorer.views.scope import Scope
from explorer.words import _


def strip(run: Run, scope: Scope, *, key: str) -> None:
    shown = strip_of(
        run.tokens,
        label=_("Tokens of this run"),
        selected=run.position,
        n_prompt=len(run.generation.prompt_ids),
        ids=False,
        line=True,
        folds=chips(run),
        open=chat_marks.shown(),
    )
    with st.container(gap=None):
        mount(scope.key(key), shown, position=lambda position: state.change(position=position), fold=_turn)
        say.signs(run)


def _turn(_sent: bool) -> None:
    chat_marks.turn()
