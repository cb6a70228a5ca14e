"""The Context page's flow: attention, what it adds, and what came through all layers."""

import streamlit as st

from explorer.engine.runs import Run
from explorer.findings.context import first_token
from explorer.findings.context.flow import finding, flow_of, panels, why
from explorer.findings.context.parts import parts_of_run
from explorer.views import chat_marks, say
from explorer.views.context import sink
from explorer.views.context.panels import show_panels
from explorer.views.context.picking import pick_layer_and_head
from explorer.views.context.units import pick_unit
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    row = st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute")
    with row:
        pick_layer_and_head(run, scope)
        unit = pick_unit(scope.key("context_unit_flow"))
        whole = chat_marks.pick(run, scope)
        hide_first = sink.pick(scope)
    parts = parts_of_run(run, unit, whole=whole)
    with st.spinner(_("Following the attention through the layers…")):
        flow = flow_of(run)
    view = _("Three pictures of one head: arrow keys walk through the rows, Enter selects one")
    show_panels(panels(run, flow, parts, hide_first), run.position, parts, key=scope.key("context_flow"), view=view)
    if hide_first:
        say.caption(first_token.note())
    sentence(finding(run, flow), key=scope.key("context_flow_finding"), strong=True)
    say.markdown(why())
