"""What falls out: the prompt through a window at its end, and how the prediction changes with what it loses."""

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.components.mount import mount
from explorer.engine.falling_out import FallingOut, Way, key_of, known, measured
from explorer.engine.runs import Run
from explorer.figures.falling_out import falling_out
from explorer.figures.palette import palette
from explorer.findings.gpt4 import window
from explorer.trace.edits import everywhere
from explorer.views import jobs, say
from explorer.views.choice import choice
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    found = _found(run, scope)
    if found is None:
        say.caption(
            _("The model reads the text again and again, each time less of it, and its prediction is compared in bits.")
        )
        return
    at = _picked(run, found, scope)
    mount(scope.key("window_strip"), window.strip(run, found, at), begin=lambda place: _begin(run, place, scope))
    sentence(window.told(run, found), key=scope.key("window_told"), strong=True)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _curve(found, at, scope)
    with right:
        ways: dict[Way, str] = {way: name for way, name in window.names().items() if way in found.ways}
        way = choice(_("Way"), ways, key=scope.key("window_way"), place="window_way_kept")
        mount(scope.key("window_bars"), window.bars(run, found, at, way))
    sentence(window.at_window(found, at), key=scope.key("window_at"))
    if said := window.about_sinks(found):
        sentence(said, key=scope.key("window_sinks"))
    say.caption(window.how_measured(run, found))


def _found(run: Run, scope: Scope) -> FallingOut | None:
    """Known, or measured in the background; of much work only when somebody asks."""
    ids, edits = run.trace.ids, everywhere(run.question.edits)
    widths = window.widths_of(len(ids), run.model)
    found = known(run.model, ids, edits, widths)
    if found is not None:
        return found
    key = key_of(run.model, ids, edits, widths)
    place = st.empty()
    if not (window.light(widths, run.model) or jobs.known(key)):
        if not place.button(_("Slide the window and measure: this takes a while"), key=scope.key("window_ask")):
            return None
        place.empty()
    return jobs.result_of(key, measured, run.model, ids, edits, widths, name=scope.key("window"))


def _picked(run: Run, found: FallingOut, scope: Scope) -> int:
    """The window on screen; at first the one that has just lost what matters most."""
    text, width = st.session_state.get(scope.key("window_width_kept"), (None, 0))
    return window.nearest(found, width) if text == run.trace.ids else window.decisive(found)


def _begin(run: Run, place: int, scope: Scope) -> None:
    st.session_state[scope.key("window_width_kept")] = run.trace.ids, len(run.tokens) - place


def _curve(found: FallingOut, at: int, scope: Scope) -> None:
    plotted(
        falling_out(
            window.lines(found),
            found.widths[at],
            palette(shown()),
            x=_("tokens that the window holds"),
            y=_("bits from the whole text’s prediction"),
        ),
        key=scope.key("window_figure"),
        alt=window.spoken(found),
    )
