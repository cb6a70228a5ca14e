"""The residual stream: what it would say after each layer, why a token won, which input mattered, and who writes."""

import streamlit as st

from explorer.engine.runs import Run
from explorer.shell import old_views as views
from explorer.shell.page import current_run, opening
from explorer.views.features import inputs, lens, neurons, stream, why
from explorer.views.pickers import pick_layer
from explorer.views.scope import Scope
from explorer.views.strip import strip
from explorer.words import _

VIEWS = {"lens": lens, "why": why, "inputs": inputs, "neurons": neurons, "stream": stream}


def choose(run: Run, *, layers: bool) -> None:
    """The selection that every picture of the page follows: a token and, where they look at one, a layer."""
    if not layers:
        strip(run, Scope(), key="features_strip")
        return
    tokens, layer = st.columns([9, 1], vertical_alignment="center")
    with tokens:
        strip(run, Scope(), key="features_strip")
    with layer:
        pick_layer(run, Scope())


def view() -> str:
    return views.chosen(
        {
            "lens": _("The lens"),
            "why": _("Why this token"),
            "inputs": _("Which input mattered"),
            "neurons": _("Neurons"),
            "stream": _("The stream"),
        }
    )


opening(__file__)
run = current_run()
shown = VIEWS[view()]
choose(run, layers=shown is not inputs)
shown.show(run)
