"""The choice of target and foil, in whichever view it stands: made once, it holds for all of them."""

import streamlit as st

from explorer.components.mount import mount
from explorer.components.stream.target_foil_picker import Side
from explorer.engine.runs import Run
from explorer.findings.features.target_foil import (
    logit_difference,
    picker,
    place_of,
    taken_for,
    with_choice,
    with_text,
)
from explorer.session import state
from explorer.trace.logit_difference import LogitDifference
from explorer.views.scope import Scope
from explorer.views.sentence import sentence

TYPED = "target_foil_typed"
"""Where the session keeps what was typed last, if something has to be said of it."""


def choose(run: Run, scope: Scope, *, key: str, ranks: bool = False) -> LogitDifference:
    """Draw the choice, and give what is chosen. `ranks`: it is only about where tokens stand, not why."""
    asked = logit_difference(run)
    mount(scope.key(key), picker(run, ranks=ranks), pick=lambda sent: _keep(with_choice(asked, *sent)), typed=_type)
    typed = st.session_state.get(TYPED)
    if typed is not None and typed.place == place_of(run):
        sentence(taken_for(run, typed), key=scope.key("contest_typed"))
    return asked


def _type(sent: tuple[Side, str]) -> None:
    run = state.run()
    if run is None:
        return
    asked, typed = with_text(run, logit_difference(run), *sent)
    _keep(asked)
    st.session_state[TYPED] = typed


def _keep(asked: LogitDifference) -> None:
    st.session_state[TYPED] = None
    state.change(token=asked.target, foil=asked.foil)
