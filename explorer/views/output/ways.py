"""A choice among the ways that one view holds."""

import streamlit as st

from explorer.session.sticky import sticky
from explorer.words import _


def pick_way(key: str, ways: dict[str, str]) -> str:
    """The way that is shown, at first the first; `ways` gives each its name in words."""
    st.segmented_control(
        _("Way"),
        list(ways),
        required=True,
        label_visibility="collapsed",
        format_func=ways.__getitem__,
        **sticky(key, next(iter(ways))),
    )
    return st.session_state[key]
