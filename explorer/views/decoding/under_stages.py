"""What every picture of a choice stands under: the stages, each with its knob, open or folded. While a hand moves, the
stages and the picture redraw alone, from the logits that are there; once it rests, the spine and the link follow."""

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
from explorer.views import say
from explorer.views.decoding.idle_rerun import settle, settled
from explorer.views.fragments import fragment
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.view import Show
from explorer.words import _
from explorer.words.settings import in_words


def under_stages(picture: Show) -> Show:
    """A view whose picture is drawn under the stages."""
    return _under(_stages, picture)


def under_settings(picture: Show) -> Show:
    """A view whose picture is drawn under the settings in words, from which the stages unfold."""
    return _under(_settings, picture)


def _under(head: Show, picture: Show) -> Show:
    @wraps(picture)
    def show(run: Run, scope: Scope) -> None:
        _redrawn_alone(head, picture, scope)

    return show


@fragment()
def _redrawn_alone(head: Show, picture: Show, scope: Scope) -> None:
    """A fragment outlives its run, so it asks for the run when it is drawn and keeps none."""
    run = None if settled() else _run()
    if run is None:
        st.rerun()
    if which := which_choice(run):
        sentence(which, key=scope.key("decoding_about"))
    head(run, scope)
    picture(run, scope)


def _stages(run: Run, scope: Scope) -> None:
    mount(scope.key("decoding_stages"), stages(run), settings=_turn, reset=_reset, settled=lambda _sent: settle())


def _settings(run: Run, scope: Scope) -> None:
    unfolded, key = "decoding_unfolded", scope.key("decoding_unfold")
    st.session_state[key] = st.session_state.get(unfolded, False)
    with st.container(key=scope.key("decoding_settings"), horizontal=True, vertical_alignment="center"):
        st.toggle(
            _("Show the stages"),
            key=key,
            width="content",
            on_change=lambda: st.session_state.update({unfolded: st.session_state[key]}),
        )
        say.caption(_("Settings: {settings}", settings=in_words(run.question.sampling)), width="content")
    if st.session_state[key]:
        _stages(run, scope)


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
