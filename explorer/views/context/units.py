"""The choice of what the pictures of this page are made of."""

import streamlit as st

from explorer.session.sticky import sticky
from explorer.text.units import UNITS, Unit
from explorer.words import _


def pick_unit(key: str) -> Unit:
    """Draw the choice of the unit, and give the one that is chosen."""
    labels = {"token": _("Token"), "word": _("Word"), "sentence": _("Sentence")}
    st.segmented_control(
        _("Unit of view"),
        UNITS,
        required=True,
        label_visibility="collapsed",
        format_func=labels.__getitem__,
        **sticky(key, "token", place="context_unit"),
    )
    return st.session_state[key]
