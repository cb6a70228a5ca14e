"""Why an unlikely token was drawn, in a line that leads to the draw."""

import streamlit as st

from explorer.decoding.filters import Floats
from explorer.engine.runs import Run
from explorer.findings.decoding.draw import why_unlikely
from explorer.session import player
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def why_drawn(run: Run, probs: Floats, step: int, token: int, scope: Scope) -> None:
    """Nothing where `token`, at a step of the generated text, was the likeliest of `probs`, or is the prompt's."""
    said = why_unlikely(run, probs, step, token) if step >= 0 else ""
    if not said:
        return
    sentence(said, key=scope.key("why_drawn"))
    st.button(
        _("See this draw in ④"),
        key=scope.key("open_draw"),
        type="tertiary",
        icon=":material/casino:",
        on_click=player.open_draw,
        args=(step,),
    )
