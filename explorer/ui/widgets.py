"""Streamlit's widgets, bound to the visitor's Here: what a widget shows is what the URL says, on every page."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from explorer.ui import state


def pick(label: str, field: str, options: Sequence[Any], value: Any, **look: Any) -> None:
    """A select box over a field of Here."""
    key = f"pick-{field}"
    st.session_state[key] = value
    st.selectbox(label, options, key=key, on_change=lambda: state.change(**{field: st.session_state[key]}), **look)
