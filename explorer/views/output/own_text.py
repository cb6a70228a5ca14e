"""Any text read by the model: how each token was predicted, through windows where it is longer than the context."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.chat_marks import away as away_of
from explorer.findings.output.reading import ids_of_text, reading_of
from explorer.findings.output.text_heat import how_expected, how_read, text_heat
from explorer.session import player
from explorer.trace.edits import everywhere
from explorer.views import chat_marks, say
from explorer.views.output.at_rest import at_rest
from explorer.views.output.own_words import own_words
from explorer.views.output.progress import progress
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import explain
from explorer.words.literal import literal


@at_rest
def show(run: Run, scope: Scope) -> None:
    own = own_words(scope)
    try:
        ids = ids_of_text(run.model, own) if own else run.trace.ids
    except Refused as refused:
        st.error(explain(refused, quote=literal))
        return
    edits = run.edits
    read = reading_of(run.model, ids, everywhere(edits) if own else edits, progress)
    tokens = run.model.tokens(ids) if own else run.tokens
    away = () if own else away_of(run, whole=chat_marks.pick(run, scope))
    heat = text_heat(run, tokens, read, selected=None if own else run.selection.position, away=away)
    # A token of a text of one's own has no place in the run.
    on = {} if own else {"position": player.select}
    mount(scope.key("reading_heat"), heat, **on)
    sentence(how_expected(tokens, read, away), key=scope.key("reading_finding"), strong=True)
    say.caption(how_read(run.model, len(ids)))
