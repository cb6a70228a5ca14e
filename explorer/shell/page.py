"""A page: its one sentence, the run it shows, the row of its views, and the one of them that is on screen."""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.engine import runs
from explorer.errors import Refused
from explorer.session import looked_at, state
from explorer.shell.share import show_share, show_way_out
from explorer.shell.views import chosen
from explorer.views import registry, say
from explorer.views.scope import Scope
from explorer.views.tour_offer import show_way_in
from explorer.views.waiting import make_ready, refuse, wait_for
from explorer.views.wings import PRESENTING
from explorer.words import _, language
from explorer.words.phrases import in_phrases
from explorer.words.prose import prose


def show_page(file: str) -> None:
    """The page whose `page.py` is `file`: its folder is its name in the registry."""
    page = registry.page(Path(file).parent.name)
    choice = opening(file)
    run = current_run()
    view = chosen(page, run.model, choice)
    if view is not None:
        if page.wing != PRESENTING:
            looked_at.remember(page.slug, view.slug)
        view.show(run, Scope())


def opening(page: str) -> DeltaGenerator:
    """The page's line: its title, the place where its views are chosen, which is returned, and its explanation.

    `page` is the page's own `__file__`; the words lie beside it. What it shows and what it does not stands beneath the
    line where the screen is tall, and else in the explanation alone (style.css).
    """
    words = prose(Path(page).parent, language())
    run = state.run_or_none()
    if run is not None and not run.model.causal:
        words = words.of_gaps()
    shows = f"{words.shows} :gray[{words.limits}]"
    with st.container(key="opening", horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
        st.title(in_phrases(words.title), anchor=False, width="content")
        choice = st.container(key="choice", width="content")
        with st.popover(_("How it works"), icon=":material/menu_book:"), st.container(key="how"):
            show_way_in()
            say.markdown(shows)
            plain, technical = st.tabs([_("In plain words"), _("Technically")])
            plain.markdown(say.said(words.plain))
            technical.markdown(say.said(words.technical))
        show_share(Path(page).parent.name)
        show_way_out(Path(page).parent.name)
    st.container(key="shows").markdown(say.said(shows))
    return choice


def current_run() -> runs.Run:
    """The run on screen. While there is none, the page says why and ends here."""
    here = state.current()
    try:
        run = state.run()
    except Refused as refused:
        refuse(here.model, refused)
    if run is None:
        make_ready(here.model)
        wait_for(here.model)
        st.stop()
    return run
