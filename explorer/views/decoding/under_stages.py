"""What every picture of a choice stands under: the stages, each with its knob. While a hand moves, the stages and the
picture redraw alone, from the logits that are there; once it rests, the spine and the link follow."""

from functools import wraps

import streamlit as st

from explorer.components.mount import mount
from explorer.decoding.sampling import Sampling
from explorer.decoding.turned import turned
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.decoding.sampler import which_choice
from explorer.findings.decoding.stage_cards import stages
from explorer.session import state
from explorer.views.decoding.idle_rerun import settle, settled
from explorer.views.fragments import fragment
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.view import Show


def under_stages(picture: Show) -> Show:
    """A view whose picture is drawn under the stages."""

    @wraps(picture)
    def show(run: Run, scope: Scope) -> None:
        _redrawn_alone(picture, scope)

    return show


@fragment()
def _redrawn_alone(picture: Show, scope: Scope) -> None:
    """A fragment outlives its run, so it asks for the run when it is drawn and keeps none."""
    run = None if settled() else _run()
    if run is None:
        st.rerun()
    if which := which_choice(run):
        sentence(which, key=scope.key("decoding_about"))
    mount(scope.key("decoding_stages"), stages(run), settings=_turn, reset=_reset, settled=lambda _sent: settle())
    picture(run, scope)


def _run() -> Run | None:
    """The run by now; None where the whole page has to say why there is none."""
    try:
        return state.run()
    except Refused:
        return None


def _turn(sent: tuple[dict[str, float], dict[str, bool], tuple[str, ...]]) -> None:
    knobs, switches, order = sent
    state.change(sampling=turned(state.current().sampling, knobs=knobs, switches=switches, order=order))


def _reset(_sent: bool) -> None:
    state.change(sampling=Sampling())
    settle()
