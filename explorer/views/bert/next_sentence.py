"""Next sentence prediction: what BERT would have learned from the visitor's own sentences, and what became of it."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.bert import next_sentence as nsp
from explorer.findings.bert.words import text_of_run
from explorer.views import say
from explorer.views.bert.both import both
from explorer.views.scope import Scope
from explorer.views.sentence import sentence as say_sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    found = both(run)
    if found is None:
        return
    readers, _sentence = found
    pairs, names = nsp.pairs_of(text_of_run(run)), nsp.names()
    say_sentence(nsp.how_many(text_of_run(run)), key=scope.key("nsp_how_many"), strong=True)
    for pair in pairs:
        say.markdown(f"**{names[pair.kind]}**")
        mount(scope.key(f"nsp_{pair.kind}"), nsp.strip(readers.encoder.model, pair))
    say_sentence(nsp.no_head(readers.encoder.model), key=scope.key("nsp_no_head"))
    with st.spinner(_("Each word is hidden in turn…")):
        beside = nsp.beside(readers, pairs)
    if beside is not None:
        say_sentence(nsp.finding(readers, pairs, beside), key=scope.key("nsp_beside"), strong=True)
    for paragraph in nsp.history():
        say.markdown(paragraph)
