"""A page's views: one is on screen at a time, and the link says which."""

import streamlit as st

from explorer.session import state
from explorer.words import _


def chosen(offered: dict[str, str]) -> str:
    """Draw the choice of this page's views, slug to label, and give the slug of the one on screen.

    The first is what the page opens with, also when the link names a view of another page.
    """
    first = next(iter(offered))
    here = state.current().view
    st.session_state["view"] = here if here in offered else first
    st.segmented_control(
        _("View"),
        list(offered),
        key="view",
        required=True,
        label_visibility="collapsed",
        format_func=offered.__getitem__,
        on_change=lambda: state.change(view=st.session_state["view"]),
    )
    return st.session_state["view"]
