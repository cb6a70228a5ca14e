"""What every page begins with: its one sentence, and the run it shows."""

from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

import streamlit as st

from explorer.errors import Refused
from explorer.ui import runs, shelf, state
from explorer.ui.fragments import fragment
from explorer.ui.literal import literal
from explorer.ui.prose import prose
from explorer.ui.words import _, explain, language

if TYPE_CHECKING:
    from explorer.models.model import Model


def opening(page: str) -> None:
    """The page's title, what it shows and what it does not, and its explanation on two levels.

    `page` is the page's own `__file__`; the words lie beside it.
    """
    words = prose(Path(page).parent, language())
    with st.container(key="opening", horizontal=True, vertical_alignment="bottom", horizontal_alignment="distribute"):
        st.title(words.title, anchor=False, width="content")
        with st.popover(_("How it works"), icon=":material/menu_book:"), st.container(key="how"):
            plain, technical = st.tabs([_("In plain words"), _("Technically")])
            plain.markdown(words.plain)
            technical.markdown(words.technical)
    st.container(key="shows").markdown(f"{words.shows} :gray[{words.limits}]")


def current_run() -> runs.Run:
    """The run on screen. While there is none, the page says why and ends here."""
    here = state.current()
    try:
        run = runs.ready(here)
    except Refused as refused:
        _refuse(here.model, refused)
    if run is None:
        _wait_for(here.model)
        st.stop()
    return run


def _refuse(model: str, refused: Refused) -> NoReturn:
    st.error(explain(refused, quote=literal), icon=":material/info:")
    future = shelf.peek(model)
    if future and future.done() and future.exception():
        st.button(_("Try again"), on_click=shelf.forget, args=(model,))
    st.stop()


def loaded(name: str) -> "Model":
    """Another model that this page needs. While there is none, the page says why and ends here."""
    future = shelf.ask(name)
    if not future.done():
        _wait_for(name)
        st.stop()
    try:
        return future.result()
    except Refused as refused:
        _refuse(name, refused)


@fragment(run_every=0.3)
def _wait_for(model: str) -> None:
    if shelf.ask(model).done():
        st.rerun()
    st.info(
        _("{model} is being loaded into memory; this takes a few seconds, once.", model=literal(model)),
        icon=":material/hourglass_top:",
    )
