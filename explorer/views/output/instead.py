"""What could stand at the selected place of the text; a click on a token puts it there."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.ids_of_word import ids_of_word
from explorer.findings.next_token_table import next_token_table
from explorer.findings.output.alternatives import Choice, choice_at, in_words
from explorer.session import player, state
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.why_drawn import why_drawn
from explorer.words import _

ROWS = 8


def instead(run: Run, choice: Choice | None, scope: Scope) -> None:
    if choice is not None:
        why_drawn(run, choice.pipeline.probs, choice.step, choice.chosen, scope)
    sentence(in_words(run, choice), key=scope.key("output_choice"))
    if choice is not None:
        label, step = _("The likeliest tokens at this place"), choice.step
        table = next_token_table(run, choice.pipeline, k=ROWS, chosen=choice.chosen, label=label, pickable=choice.free)
        mount(scope.key("output_instead"), table, token=lambda token: _put(step, token))
        if choice.free:
            _own(scope.key("output_typed"))
    if run.selection.position is not None:
        st.button(
            _("Back to the next token"),
            key=scope.key("output_next"),
            on_click=player.select,
            args=(None,),
            type="tertiary",
        )


def _put(step: int, *tokens: int) -> None:
    run = state.run_or_none()
    if run is not None:
        player.fork(run, step, *tokens)


def _own(key: str) -> None:
    """A word that is not among the likeliest, typed."""
    st.text_input(
        _("Another word"),
        key=key,
        max_chars=200,
        placeholder=_("another word …"),
        label_visibility="collapsed",
        on_change=_put_typed,
        args=(key,),
    )


def _put_typed(key: str) -> None:
    """As it is written where it is to stand, before the token that stands there."""
    run, typed = state.run_or_none(), st.session_state[key].strip()
    st.session_state[key] = ""
    choice = None if run is None else choice_at(run, run.selection.position)
    if run is not None and choice is not None:
        player.fork(run, choice.step, *ids_of_word(run.model, typed, choice.pipeline["raw"].logits))
