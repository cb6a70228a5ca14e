"""Views of a page that is only written down, for a file."""

import streamlit as st

from explorer.components.recorded import is_recording


def waits_for_nothing() -> None:
    """Such a page begins no work: a view that waits for some ends here, and is left out."""
    if is_recording():
        st.stop()
