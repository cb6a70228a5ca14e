"""The choice of a layer and a head."""

import streamlit as st

from explorer.engine.runs import Run
from explorer.session import state
from explorer.views.pickers import pick_head, pick_layer
from explorer.views.scope import Scope


def pick_layer_and_head(run: Run, scope: Scope) -> None:
    """Where the wall is not on screen."""
    with st.container(horizontal=True, width="content"):
        pick_layer(run, scope, width=150)
        pick_head(run, scope, width=150)


def choose(head: tuple[int, int]) -> None:
    """Select (layer, head), on every page."""
    state.change(layer=head[0], head=head[1])
