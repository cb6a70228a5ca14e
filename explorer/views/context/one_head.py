"""The Context page's first view: all heads, one of them, and its numbers."""

import streamlit as st

from explorer.analysis.attention import lookup
from explorer.components.text.sentence import sentence
from explorer.engine.runs import Run
from explorer.views.context import sink
from explorer.views.context.kinds import rule
from explorer.views.context.numbers import difference, sharing, show_numbers, sight
from explorer.views.context.units import parts_of_run, pick_unit
from explorer.views.context.view import finding, show_head
from explorer.views.context.wall import show_wall
from explorer.words import _


def show(run: Run) -> None:
    left, right = st.columns([1, 2], gap="medium")
    with right:
        row = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
        row.subheader(_("Layer {layer}, head {head}", layer=run.layer + 1, head=run.head + 1), anchor=False)
        with row:
            unit = pick_unit("context_unit_head")
            hide_first = sink.pick()
        show_head(run, parts_of_run(run, unit), hide_first=hide_first)
    with left:
        st.subheader(_("All heads"), anchor=False, help=rule())
        show_wall(run, hide_first=hide_first)

    sentence(finding(run), key="context_finding", strong=True)

    found = lookup(run.trace, run.layer, run.head, run.position)
    st.subheader(_("How the shares are computed"), anchor=False)
    st.caption(f"{sight(run, found)} {sharing(run)}")
    show_numbers(run, found)
    st.caption(difference(run, found))
