"""The Context page's first view: all heads, one of them, and its numbers."""

import streamlit as st

from explorer.analysis.attention import lookup
from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.context.kinds import rule
from explorer.findings.context.wall import head_wall
from explorer.session import state
from explorer.views.context import sink
from explorer.views.context.numbers import difference, sharing, show_numbers, sight
from explorer.views.context.units import parts_of_run, pick_unit
from explorer.views.context.view import finding, show_head
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    left, right = st.columns([1, 2], gap="medium")
    with right:
        row = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
        row.subheader(_("Layer {layer}, head {head}", layer=run.layer + 1, head=run.head + 1), anchor=False)
        with row:
            unit = pick_unit(scope.key("context_unit_head"))
            hide_first = sink.pick(scope)
        show_head(run, parts_of_run(run, unit), scope, hide_first=hide_first)
    with left:
        st.subheader(_("All heads"), anchor=False, help=rule())
        mount(scope.key("context_wall"), head_wall(run, hide_first=hide_first), head=choose)

    sentence(finding(run), key=scope.key("context_finding"), strong=True)

    found = lookup(run.trace, run.layer, run.head, run.position)
    st.subheader(_("How the shares are computed"), anchor=False)
    st.caption(f"{sight(run, found)} {sharing(run)}")
    show_numbers(run, found)
    st.caption(difference(run, found))


def choose(head: tuple[int, int]) -> None:
    """Select a layer and a head, on every page."""
    state.change(layer=head[0], head=head[1])
