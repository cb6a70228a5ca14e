"""The Context page's two masks: the run beside the same text in a model that reads the other way."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import streamlit as st

from explorer.engine import model_store
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.context import first_token
from explorer.findings.context.parts import parts_of, parts_of_run
from explorer.findings.context.two_masks import finding, other_of, panels, what_follows
from explorer.views import say
from explorer.views.context import sink
from explorer.views.context.panels import show_panels
from explorer.views.context.picking import pick_layer_and_head
from explorer.views.context.units import pick_unit
from explorer.views.door import door
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.waiting import loaded
from explorer.words import _, explain
from explorer.words.literal import literal

if TYPE_CHECKING:
    from explorer.models.model import Model


def show(run: Run, scope: Scope) -> None:
    try:
        other = other_of(run, _reading_the_other_way(run))
    except Refused as refused:
        say.info(explain(refused, quote=literal), icon=":material/info:")
        return
    row = st.container(horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute")
    with row:
        pick_layer_and_head(run, scope)
        unit = pick_unit(scope.key("context_unit_masks"))
        hide_first = sink.pick(scope)
    mine, theirs = parts_of_run(run, unit), parts_of(other.tokens, other.text, unit)
    view = _("One text in two models: arrow keys walk through the rows, Enter selects one")
    show_panels(
        panels(run, other, mine, theirs, hide_first), run.position, mine, key=scope.key("context_masks"), view=view
    )
    if hide_first:
        say.caption(first_token.note())
    sentence(finding(run, other), key=scope.key("context_masks_finding"), strong=True)
    say.markdown(what_follows())
    door("bert", _("BERT and GPT side by side, on this sentence"), key=scope.key("bert_door"))


def _reading_the_other_way(run: Run) -> Iterator["Model"]:
    """Loaded one after another, as far as they are needed."""
    from explorer.models.causality import reading

    for entry in reading(causal=not run.trace.causal):
        # A folder that has turned out to be none that can be opened is no concern of this run's.
        if not model_store.there(entry.name) or model_store.loaded(entry.name) is not None:
            yield loaded(entry.name)
