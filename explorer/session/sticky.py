"""What was typed or chosen, for as long as the visit lasts: Streamlit forgets it when the widget goes off screen."""

from collections.abc import Container
from typing import Any

import streamlit as st


def sticky(key: str, first: Any, *, place: str | None = None, among: Container[Any] | None = None) -> dict[str, Any]:
    """What a widget is given besides its label: its key, and what keeps the visitor's wish. Until there is one, it
    shows `first`.

    place: a name under which widgets with keys of their own keep one wish together. among: what can be shown; a wish
    that is not in it waits, and `first` is shown.
    """
    session, place = st.session_state, f"{place or key}_kept"
    wish = session.get(place, first)
    shown = wish if among is None or wish in among else first
    if session.get(key) != shown:  # what is set again and again would overwrite what is being typed
        session[key] = shown
    return {"key": key, "on_change": _keep, "args": (key, place)}


def _keep(key: str, place: str) -> None:
    st.session_state[place] = st.session_state[key]
