"""A row of a few ways to choose from, one of which is on; kept for as long as the visit lasts."""

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

Value = TypeVar("Value", bound=str)


def choice(label: str, offered: Mapping[Value, str], *, key: str, place: str) -> Value:
    """Draw it and give what is chosen; at first that is the first. `offered`: value to what it is called; where there
    is nothing to choose, nothing is drawn.

    key: the widget's. place: the session's name for what was chosen, which the widget alone would forget.
    """
    if len(offered) == 1:
        return next(iter(offered))
    session = st.session_state
    kept = session.get(place)
    session[key] = kept if kept in offered else next(iter(offered))
    st.segmented_control(
        label,
        list(offered),
        key=key,
        required=True,
        label_visibility="collapsed",
        format_func=offered.__getitem__,
        on_change=lambda: session.update({place: session[key]}),
    )
    return session[key]
