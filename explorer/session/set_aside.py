"""The visitor's own place, set aside while they are shown another: it is theirs again when they leave.

The browser keeps it, too (components/frame/tour), so that it outlives a reload.
"""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from explorer.session import state
from explorer.session.here import Here
from explorer.session.link import RUN, all_params, brought_back, from_params

KEY = "set_aside"


def put(here: Here | None) -> None:
    """None where there is nothing of theirs to bring back."""
    st.session_state[KEY] = here


def taken() -> Here | None:
    """What was set aside, which it is no longer."""
    return st.session_state.pop(KEY, None)


def known() -> bool:
    """Whether this session has set something aside, be it nothing; if not, the browser may know."""
    return KEY in st.session_state


def params() -> Mapping[str, str]:
    """What is set aside as parameters; none for nothing."""
    here = st.session_state.get(KEY)
    return {} if here is None else all_params(replace(here, tour=0), state.default(here.lang))


def remember(params: Mapping[str, str]) -> None:
    """As the browser has kept it; what makes no sense is left out."""
    place = {name: value for name, value in params.items() if name not in RUN}
    begun = from_params(place, state.default(params.get("lang")))[0]
    put(brought_back(params, begun) if params else None)
