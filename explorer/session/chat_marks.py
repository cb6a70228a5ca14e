"""Whether the visitor has unfolded what a chat's template writes around their words: one wish for all pages."""

import streamlit as st

PLACE = "chat_marks"
"""The wish's name, as `sticky` keeps it, too."""


def shown() -> bool:
    return bool(st.session_state.get(f"{PLACE}_kept", False))


def turn() -> None:
    """Fold what is unfolded, and the other way round."""
    st.session_state[f"{PLACE}_kept"] = not shown()
