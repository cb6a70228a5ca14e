"""The selection that every picture of the page follows: a token and, where they look at one, a layer."""

import streamlit as st

from explorer.engine.runs import Run
from explorer.views.pickers import pick_layer
from explorer.views.scope import Scope
from explorer.views.strip import strip


def token_and_layer(run: Run, scope: Scope, *, layer: int) -> None:
    """`layer`: the one that is looked at."""
    tokens, column = st.columns([9, 1], vertical_alignment="center")
    with tokens:
        token(run, scope)
    with column:
        pick_layer(run, scope, layer=layer)


def token(run: Run, scope: Scope) -> None:
    strip(run, scope, key="features_strip")
