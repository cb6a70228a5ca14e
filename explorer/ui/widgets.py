"""Streamlit's widgets, bound to the visitor's Here: what a widget shows is what the URL says, on every page."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from explorer.ui import state
from explorer.ui.runs import Run
from explorer.ui.words import _


def pick(label: str, field: str, options: Sequence[Any], value: Any, **look: Any) -> None:
    """A select box over a field of Here."""
    key = f"pick-{field}"
    st.session_state[key] = value
    st.selectbox(label, options, key=key, on_change=lambda: state.change(**{field: st.session_state[key]}), **look)


def pick_layer(run: Run) -> None:
    pick(_("Layer"), "layer", range(run.model.shape.n_layers), run.layer, format_func=lambda layer: str(layer + 1))


def pick_head(run: Run) -> None:
    pick(_("Head"), "head", range(run.model.shape.n_heads), run.head, format_func=lambda head: str(head + 1))


def sampling_slider(label: str, field: str, low: float, high: float, step: float, **look: Any) -> None:
    """A slider over one sampling setting."""
    key = f"sampling-{field}"
    st.session_state[key] = getattr(state.current().sampling, field)
    st.slider(
        label,
        low,
        high,
        step=step,
        key=key,
        on_change=lambda: state.change_sampling(**{field: st.session_state[key]}),
        **look,
    )
