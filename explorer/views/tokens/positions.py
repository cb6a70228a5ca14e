"""Where a token stands: four ways of telling a model, on the same axes."""

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.engine.runs import Run
from explorer.figures.palette import palette
from explorer.figures.position_maps import position_lines, position_maps
from explorer.findings.tokens.positions import (
    four_of,
    line_spoken,
    maps_spoken,
    measured,
    near_of,
    place_of,
    reaches,
    schemes_of,
    step,
    told,
)
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.pickers import pick_head
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.strip import strip
from explorer.words import _, ngettext


def show(run: Run, scope: Scope) -> None:
    """The four maps, the row of the selected position, and what they say."""
    strip(run, scope, key="tokens-line")
    with st.container(horizontal=True, vertical_alignment="center"):
        reach = _reach(run, scope)
        _head(run, scope)
    four, place = four_of(run, reach), place_of(run, reach)
    row, counted = four.row_of(place), four.positions + 1
    schemes = schemes_of(run, four)
    left, right = st.columns([1, 1], gap="medium")
    maps = position_maps(
        schemes,
        counted,
        int(counted[row]),
        palette(shown()),
        nothing=_("this model learns none"),
        own=_("this model"),
    )
    plotted(maps, key=scope.key("positions-maps"), alt=maps_spoken(schemes, four), place=left)
    with left:
        say.caption(step(four))
    with right:
        say.subheader(_("From position {position}", position=int(counted[row])), anchor=False)
        figure = position_lines(schemes, counted, row, palette(shown()), x=_("position j"), y=_("nearness, −1 to 1"))
        plotted(figure, key=scope.key("positions-lines"), alt=line_spoken(schemes, four, row))
        sentence(told(run, near_of(run, reach), place), key=scope.key("positions-told"), strong=True)
        say.caption(measured(run))


def _reach(run: Run, scope: Scope) -> int:
    """How many positions are on screen."""
    offered = reaches(run)
    needed = next((n for n in offered if n >= max(64, run.position + 1)), offered[-1])
    return st.segmented_control(
        _("Positions on screen"),
        offered,
        required=True,
        format_func=lambda n: ngettext("first {n} position", "first {n} positions", n),
        label_visibility="collapsed",
        width="content",
        **sticky(scope.key("positions-reach"), needed, among=offered),
    )


def _head(run: Run, scope: Scope) -> None:
    """ALiBi's slope is a head's own."""
    pick_head(run, scope, format_func=lambda head: _("ALiBi: head {head}", head=head + 1), width=160)
