"""The view of every gap, for encoders: each token of the text is hidden in turn, and the model fills it in."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.decoding.gap import bars
from explorer.findings.gaps import guess, hidden
from explorer.findings.output.every_gap import filled, finding, strip
from explorer.session import state
from explorer.views import say
from explorer.views.door import door
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    with st.spinner(_("Each token is hidden in turn…")):
        gaps = filled(run)
    if not gaps:
        say.info(_("The text has no token of its own that could be hidden."))
        return
    mount(scope.key("every_gap"), strip(run, gaps), position=lambda position: state.change(position=position))
    sentence(finding(run, gaps), key=scope.key("every_gap_finding"), strong=True)
    place = hidden(run)
    mount(scope.key("every_gap_bars"), bars(run, place, guess(run, place)))
    door("bert", _("BERT and GPT side by side, on this sentence"), key=scope.key("bert_door"))
