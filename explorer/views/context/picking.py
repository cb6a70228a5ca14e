"""The choice of a layer and a head, where the wall is not on screen."""

import streamlit as st

from explorer.engine.runs import Run
from explorer.views.pickers import pick_head, pick_layer


def pick_layer_and_head(run: Run) -> None:
    with st.container(horizontal=True, width="content"):
        pick_layer(run, width=150)
        pick_head(run, width=150)
