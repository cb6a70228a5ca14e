"""A model that is not there yet, or cannot be had: the page says so and ends here."""

from typing import TYPE_CHECKING, NoReturn

import streamlit as st

from explorer.engine import model_store
from explorer.errors import Refused
from explorer.views.fragments import fragment
from explorer.words import _, explain
from explorer.words.literal import literal

if TYPE_CHECKING:
    from explorer.models.model import Model


def refuse(model: str, refused: Refused) -> NoReturn:
    st.error(explain(refused, quote=literal), icon=":material/info:")
    future = model_store.peek(model)
    if future and future.done() and future.exception():
        st.button(_("Try again"), on_click=model_store.forget, args=(model,))
    st.stop()


def loaded(name: str) -> "Model":
    """Another model that this page needs. While there is none, the page says why and ends here."""
    future = model_store.ask(name)
    if not future.done():
        wait_for(name)
        st.stop()
    try:
        return future.result()
    except Refused as refused:
        refuse(name, refused)


@fragment(run_every=0.3)
def wait_for(model: str) -> None:
    if model_store.ask(model).done():
        st.rerun()
    st.info(
        _("{model} is being loaded into memory; this takes a few seconds, once.", model=literal(model)),
        icon=":material/hourglass_top:",
    )
