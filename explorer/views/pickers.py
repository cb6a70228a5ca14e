"""Streamlit's widgets, bound to the visitor's Here: what a widget shows is what the URL says, on every page."""

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from explorer.engine.runs import Run
from explorer.session import state
from explorer.views.scope import Scope
from explorer.words import _


def _pick(label: str, key: str, options: Sequence[int], value: int, choose: Callable[[int], None], **look: Any) -> None:
    """A select box over a field of Here."""
    st.session_state[key] = value
    st.selectbox(label, options, key=key, on_change=lambda: choose(st.session_state[key]), **look)


def pick_layer(run: Run, scope: Scope, *, layer: int | None = None, **look: Any) -> None:
    """`layer`: the one on screen, where that is not the one whose head is looked at."""
    offered = range(run.model.shape.n_layers)
    look = {"format_func": lambda layer: _("Layer {layer}", layer=layer + 1), "label_visibility": "collapsed"} | look
    shown = run.layer if layer is None else layer
    _pick(_("Layer"), scope.key("pick-layer"), offered, shown, lambda chosen: state.change(layer=chosen), **look)


def pick_head(run: Run, scope: Scope, **look: Any) -> None:
    """Of the layer on screen: who chooses a head means that one."""
    offered, layer = range(run.model.shape.n_heads), run.layer
    look = {"format_func": lambda head: _("Head {head}", head=head + 1), "label_visibility": "collapsed"} | look
    key = scope.key("pick-head")
    _pick(_("Head"), key, offered, run.head, lambda chosen: state.change(layer=layer, head=chosen), **look)
