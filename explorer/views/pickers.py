"""Streamlit's widgets, bound to the visitor's Here: what a widget shows is what the URL says, on every page."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from explorer.engine.runs import Run
from explorer.session import state
from explorer.views.scope import Scope
from explorer.words import _


def _pick(label: str, field: str, options: Sequence[Any], value: Any, scope: Scope, **look: Any) -> None:
    """A select box over a field of Here."""
    key = scope.key(f"pick-{field}")
    st.session_state[key] = value
    st.selectbox(label, options, key=key, on_change=lambda: state.change(**{field: st.session_state[key]}), **look)


def pick_layer(run: Run, scope: Scope, **look: Any) -> None:
    offered = range(run.model.shape.n_layers)
    look = {"format_func": lambda layer: _("Layer {layer}", layer=layer + 1), "label_visibility": "collapsed"} | look
    _pick(_("Layer"), "layer", offered, run.layer, scope, **look)


def pick_head(run: Run, scope: Scope, **look: Any) -> None:
    offered = range(run.model.shape.n_heads)
    look = {"format_func": lambda head: _("Head {head}", head=head + 1), "label_visibility": "collapsed"} | look
    _pick(_("Head"), "head", offered, run.head, scope, **look)
