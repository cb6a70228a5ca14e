"""The view that was looked at last, beside what only presents others: what an editor can record."""

from dataclasses import dataclass, replace

import streamlit as st

from explorer.session import state
from explorer.session.here import Here

KEY = "looked_at"


@dataclass(frozen=True)
class Looked:
    page: str
    here: Here
    """With the name of its view, also where that is the page's first."""


def remember(page: str, view: str) -> None:
    st.session_state[KEY] = Looked(page, replace(state.current(), view=view))


def last(first: str, view: str) -> Looked:
    """Where nothing was looked at in this visit, the run on page `first`, in `view`."""
    return st.session_state.get(KEY) or Looked(first, replace(state.current(), view=view))
