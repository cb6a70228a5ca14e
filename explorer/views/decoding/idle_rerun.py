"""The page redraws alone while a hand moves; once it rests, the spine and the link follow."""

import streamlit as st


def settle() -> None:
    """Let the next run of the fragment bring the whole page."""
    st.session_state["decoding_settled"] = True


def settled() -> bool:
    """Whether it should; asked once."""
    return st.session_state.pop("decoding_settled", False)
