"""The MLP neurons that react most at the selected position, or write most towards the target."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.features.neurons import Order, finding, neuron_bars
from explorer.views import say
from explorer.views.choice import choice
from explorer.views.features.selection import token_and_layer
from explorer.views.features.target_foil import choose
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.view import ADDS_UP, UNEMBEDDING
from explorer.words import _


def show(run: Run, scope: Scope) -> None:
    """Of the selected layer or of all, by what they do or by what they say for the choice."""
    token_and_layer(run, scope, layer=run.stream_layer)
    adds_up = UNEMBEDDING.holds(run.model) and ADDS_UP.holds(run.model)
    asked = choose(run, scope, key="neurons_contest") if adds_up else None
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        title = st.empty()
        order = _order(scope) if adds_up else "activation"
    everywhere = order == "everywhere"
    title.subheader(
        say.said(
            _("The strongest neurons of all layers")
            if everywhere
            else _("The strongest neurons in layer {layer}", layer=run.stream_layer + 1)
        ),
        anchor=False,
        width="content",
    )
    mount(scope.key("features_neurons"), neuron_bars(run, asked, order))
    if asked is not None:
        sentence(finding(run, asked, everywhere=everywhere), key=scope.key("neurons_finding"))
    else:
        say.info(
            _("Which tokens a neuron pushes cannot be read off this model: its parts do not add up to its logits.")
        )


def _order(scope: Scope) -> Order:
    offered: dict[Order, str] = {
        "activation": _("those that react most"),
        "part": _("those that add most to the choice"),
        "everywhere": _("those of all layers that add most"),
    }
    return choice(_("Order"), offered, key=scope.key("neurons_chosen"), place="neurons_order")
