"""The residual stream: what it would say after each layer, why a token won, which input mattered, and who writes."""

import streamlit as st

from explorer.components.token_strip import token_strip
from explorer.ui import state, views
from explorer.ui.features import inputs, lens, neurons, stream, why
from explorer.ui.page import current_run, opening
from explorer.ui.runs import Run
from explorer.ui.widgets import pick_layer
from explorer.ui.words import _

VIEWS = {"lens": lens, "why": why, "inputs": inputs, "neurons": neurons, "stream": stream}


def choose(run: Run) -> None:
    """The selection that every picture of the page follows."""
    strip, layer = st.columns([9, 1], vertical_alignment="center")
    with strip:
        token_strip(
            run.tokens,
            key="features_strip",
            label=_("Tokens of this run"),
            selected=run.position,
            n_prompt=len(run.generation.prompt_ids),
            ids=False,
            line=True,
            on_select=lambda position: state.change(position=position),
        )
    with layer:
        pick_layer(run)


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
choose(run)
shown.show(run)
