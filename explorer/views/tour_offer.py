"""The ways into the guided tour: one on the home page, and a quiet one wherever a page is explained."""

import streamlit as st

from explorer.components.frame.tour_offer import Labels, TourOffer
from explorer.components.mount import mount
from explorer.session import state
from explorer.views.scope import Scope
from explorer.views.touring import begin, the_tour, touring
from explorer.words import _, ngettext


def show_offer(scope: Scope) -> None:
    """To its beginning, or to where this browser left it; nothing while somebody takes it."""
    here = state.current()
    if not (touring(here) or here.talk or here.workshop):
        mount(scope.key("tour_offer"), TourOffer(steps=len(the_tour().tries), labels=labels(_minutes())), begin=begin)


def show_way_in() -> None:
    """A button that begins it, from any page."""
    if not touring(state.current()):
        label = _("Take the guided tour · {minutes}", minutes=_minutes())
        st.button(label, key="take_tour", icon=":material/explore:", on_click=begin, args=(1,))


def labels(minutes: str) -> Labels:
    return Labels(
        start=_("Take the tour · {minutes}", minutes=minutes),
        resume=_("Resume the tour (step {n} of {of})", n="{n}", of="{of}"),
        again=_("Take the tour again · {minutes}", minutes=minutes),
        anew=_("From the beginning"),
        what=_("Try the five steps yourself, on the real controls."),
    )


def _minutes() -> str:
    n = the_tour().walk.minutes
    return ngettext("{n} minute", "{n} minutes", n)
