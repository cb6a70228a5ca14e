"""A model that is not there yet, or cannot be had: the page says so and ends here."""

from typing import TYPE_CHECKING, NoReturn

import streamlit as st

from explorer.engine import conversion, model_store
from explorer.engine.jobs import jobs
from explorer.errors import Refused
from explorer.session.owner import owner
from explorer.views import say
from explorer.views.fragments import fragment
from explorer.views.jobs import begin, known, result_of
from explorer.views.written_down import desk
from explorer.words import _, explain
from explorer.words.literal import literal

if TYPE_CHECKING:
    from explorer.models.model import Model


def refuse(model: str, refused: Refused) -> NoReturn:
    if desk():
        raise refused
    st.error(explain(refused, quote=literal), icon=":material/info:")
    future = model_store.peek(model)
    _offer_to_fetch(model)
    if future and future.done() and future.exception():
        st.button(_("Try again"), on_click=model_store.forget, args=(model,))
    st.stop()


def loaded(name: str) -> "Model":
    """Another model that this page needs. While there is none, the page says why and ends here."""
    make_ready(name)
    future = model_store.ask(name)
    if not future.done():
        wait_for(name)
        st.stop()
    try:
        return future.result()
    except Refused as refused:
        refuse(name, refused)


def make_ready(name: str) -> None:
    """Where a model has to be converted first, the page shows how far that is and ends here."""
    if conversion.due(name) is None:
        return
    _ended(name)
    key = conversion.key_of(name)
    if result_of(key, conversion.make_ready, name, name="conversion", again=_("Convert it")) is not None:
        st.rerun()
    say.caption(
        _(
            "{model} is a GGUF file: it is converted once, into this computer's cache, and opens in seconds "
            "from then on.",
            model=literal(name),
        )
    )
    st.stop()


def _offer_to_fetch(name: str) -> None:
    """A published model that is not here, where a visitor may ask for it."""
    missing = conversion.to_fetch(name)
    if missing is None:
        return
    key = conversion.key_of(name)
    if known(key):
        if result_of(key, conversion.make_ready, name, name="conversion", again=_("Fetch it")) is not None:
            st.rerun()
        return
    said = _("Fetch it ({megabytes} MB)", megabytes=missing.megabytes)
    st.button(said, on_click=begin, args=(key, conversion.make_ready, name))


def _ended(name: str) -> None:
    """A conversion that was done, and whose folder is gone again, is no longer known."""
    job = jobs.find(owner(), conversion.key_of(name))
    if job is not None and job.state == "done":
        jobs.forget(owner(), job)


@fragment(run_every=0.3)
def wait_for(model: str) -> None:
    if model_store.ask(model).done():
        st.rerun()
    say.info(
        _("{model} is being loaded into memory; this takes a few seconds, once.", model=literal(model)),
        icon=":material/hourglass_top:",
    )
