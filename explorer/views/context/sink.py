"""The first token, on which heads rest when they find nothing to read: shown, or left out of every picture."""

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from explorer.analysis.attention import without_first
from explorer.words import _

Floats = NDArray[np.float32]


def pick() -> bool:
    """The switch, one for all views of the page: whether the first token is left out."""
    return st.toggle(
        _("Leave out the first token"),
        key="context_hide_first",
        help=_("Heads that find nothing to read often rest on the first token; its share then outshines all others."),
    )


def shown(pattern: Floats, hide_first: bool) -> Floats:
    """(..., T, T) as the pictures show it."""
    return without_first(pattern) if hide_first else pattern


def note() -> str:
    """What a picture without it is."""
    return _(
        "The first token is taken out of the pictures, and its share is dealt out over the others; "
        "the model itself and the numbers below keep it."
    )
