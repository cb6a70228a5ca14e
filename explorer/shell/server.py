"""What happens once, when the server starts, before anybody has come."""

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import RerunData, ScriptRunner

from explorer.engine import model_store
from explorer.models.catalogue import DEFAULT


@asynccontextmanager
async def lifespan(_server: st.App) -> AsyncIterator[None]:
    """The server lives inside this block.

    Until `st.navigation` has run once, Streamlit 1.67 takes a folder named pages/ for its older way of making pages, in
    which ours do not exist: the first link after a start would come up beneath the message "Page not found". And the
    model begins to load now, not when the first visitor is already waiting.
    """
    PagesManager.uses_pages_directory = False
    model_store.ask(DEFAULT)
    with without_what_is_gone():
        yield


@contextmanager
def without_what_is_gone() -> Iterator[None]:
    """Runs of fragments that are gone do not begin.

    A fragment that looks again and again may ask once more while its visitor is on the way to another page. Streamlit
    1.67 answers after that, with a run of the page that was left, of which nothing is drawn; the browser then clears
    what it shows, and has no place for what comes.
    """
    run = ScriptRunner._run_script

    def run_what_is_there(self: ScriptRunner, rerun_data: RerunData) -> None:
        asked = rerun_data.fragment_id_queue
        if not asked or any(map(self._fragment_storage.contains, asked)):
            run(self, rerun_data)

    ScriptRunner._run_script = run_what_is_there
    try:
        yield
    finally:
        ScriptRunner._run_script = run
