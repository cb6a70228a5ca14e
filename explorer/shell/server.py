"""What happens once, when the server starts, before anybody has come."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import streamlit as st
from streamlit.runtime.pages_manager import PagesManager

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
    yield
