"""The choice of a layer and a head, where the wall is not on screen."""

import streamlit as st

from explorer.ui.runs import Run
from explorer.ui.widgets import pick
from explorer.ui.words import _


def pick_head(run: Run) -> None:
    with st.container(horizontal=True, width="content"):
        _pick_head(run)


def _pick_head(run: Run) -> None:
    pick(
        _("Layer"),
        "layer",
        range(run.model.shape.n_layers),
        run.layer,
        format_func=lambda layer: _("Layer {layer}", layer=layer + 1),
        label_visibility="collapsed",
        width=150,
    )
    pick(
        _("Head"),
        "head",
        range(run.model.shape.n_heads),
        run.head,
        format_func=lambda head: _("Head {head}", head=head + 1),
        label_visibility="collapsed",
        width=150,
    )
