"""The Context page's first view: all heads, one of them, and its numbers."""

import streamlit as st

from explorer.analysis.attention import lookup
from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.context.head import finding, head_view
from explorer.findings.context.kinds import rule
from explorer.findings.context.numbers import difference, head_numbers, sharing, sight
from explorer.findings.context.parts import parts_of_run
from explorer.findings.context.wall import head_wall
from explorer.session import state
from explorer.views import chat_marks, say
from explorer.views.context import sink
from explorer.views.context.picking import choose
from explorer.views.context.units import pick_unit
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    left, right = st.columns([1, 2], gap="medium")
    with right:
        row = st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute")
        row.subheader(say.said(_("Layer {layer}, head {head}", layer=run.layer + 1, head=run.head + 1)), anchor=False)
        with row:
            unit = pick_unit(scope.key("context_unit_head"))
            whole = chat_marks.pick(run, scope)
            hide_first = sink.pick(scope)
        parts = parts_of_run(run, unit, whole=whole)
        selects = head_view(run, parts, hide_first=hide_first)
        mount(scope.key("context_head"), selects, chosen=lambda unit: state.change(position=parts.last(unit)))
    with left:
        say.subheader(_("All heads"), anchor=False, help=rule())
        mount(scope.key("context_wall"), head_wall(run, hide_first=hide_first, whole=whole), head=choose)

    sentence(finding(run), key=scope.key("context_finding"), strong=True)

    found = lookup(run.trace, run.layer, run.head, run.position)
    say.subheader(_("How the shares are computed"), anchor=False)
    say.caption(f"{sight(run, found)} {sharing(run)}")
    mount(scope.key("context_numbers"), head_numbers(run, found))
    say.caption(difference(run, found))
