"""A page's views: one is on screen at a time, and the link says which."""

from typing import TYPE_CHECKING

import streamlit as st

from explorer.session import state
from explorer.views import say
from explorer.views.view import Need, Page, View
from explorer.words import _, translated
from explorer.words.literal import literal

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from explorer.models.model import Model


def chosen(page: Page, model: "Model", place: "DeltaGenerator") -> View | None:
    """Draw in its place the choice of the views that apply to this model, and give the one on screen, if any applies.

    The first is what the page opens with, also when the link names a view of another page. Where it names one that
    does not apply, a line beneath the choice says why; where none does, that is all there is to say.
    """
    asked = page.view(state.current().view)
    unmet = (asked or page.views[0]).unmet(model)
    offered = {view.slug: view for view in page.offered(model)}
    if not offered:
        if unmet is not None:
            say.info(_why(unmet, model))
        return None
    with place:
        picked = offered[_pick(offered, asked)]
    if unmet is not None and asked is not None:
        say.caption(_why(unmet, model))
    return picked


def _pick(offered: dict[str, View], asked: View | None) -> str:
    first = next(iter(offered))
    st.session_state["view"] = asked.slug if asked and asked.slug in offered else first
    if len(offered) > 1:
        st.segmented_control(
            _("View"),
            list(offered),
            key="view",
            required=True,
            label_visibility="collapsed",
            format_func=lambda slug: translated(offered[slug].label),
            on_change=lambda: state.change(view=st.session_state["view"]),
        )
    return st.session_state["view"]


def _why(unmet: Need, model: "Model") -> str:
    return translated(unmet.why, model=literal(model.name))
