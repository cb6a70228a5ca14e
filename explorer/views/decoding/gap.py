"""The view of gaps, for encoders: a token is chosen and hidden, and the model guesses it."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.decoding.gap import gap
from explorer.session import state
from explorer.views import say
from explorer.views.door import door
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _
from explorer.words.literal import literal


def show(run: Run, scope: Scope) -> None:
    model = literal(run.model.name)
    say.markdown(
        _("{model} reads the whole text at once and has no next token: it fills gaps. Choose a token to hide.",
          model=model)
    )  # fmt: skip
    found = gap(run)
    mount(scope.key("decoding_gap"), found.strip, position=lambda position: state.change(position=position))
    bars, beside = st.columns([5, 3], gap="medium")
    with bars:
        mount(scope.key("decoding_gap_bars"), found.bars)
    with beside:
        sentence(found.finding, key=scope.key("decoding_gap_finding"), strong=True)
        door("bert", _("BERT and GPT side by side, on this sentence"), key=scope.key("bert_door"))
