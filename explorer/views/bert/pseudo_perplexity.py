"""Pseudo-perplexity beside perplexity, a bar of each over every word."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.bert.pseudo import bars, finding, how, not_comparable, read
from explorer.views import say
from explorer.views.bert.both import asked_about, both, choose
from explorer.views.scope import Scope
from explorer.views.sentence import sentence as say_sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    found = both(run)
    if found is None:
        return
    readers, sentence = found
    now = asked_about(run, readers, sentence)
    with st.spinner(_("Each word is hidden in turn…")):
        bits = read(readers, sentence)
    say_sentence(finding(readers, sentence, bits), key=scope.key("pseudo_finding"), strong=True)
    mount(
        scope.key("word_bars"),
        bars(readers, sentence, bits, now.at),
        word=lambda word: choose(run, readers, sentence, now, word),
    )
    say.markdown(not_comparable())
    say.caption(how(readers, bits))
