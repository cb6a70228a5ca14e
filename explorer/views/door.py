"""A quiet way from a view to the page that goes on with its question."""

from typing import Any

import streamlit as st

from explorer.session import state
from explorer.views import registry


def door(page: str, label: str, *, key: str, view: str = "", **place: Any) -> None:
    """Lead to a page's view, by default its first, with the run on screen, or at another place in `Here`. ValueError
    where there is no such view. In a workshop there is no way out by a door."""
    if registry.page(page).view(view) is None and view:
        raise ValueError(f"the page {page} has no view {view!r}")
    if not state.current().workshop and st.button(f"{label} →", key=key, type="tertiary"):
        state.change(view=view, **place)
        state.go(page)
        st.rerun()  # of the whole page, also where the door stands in a fragment
