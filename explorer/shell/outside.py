"""A page or a talk drawn where there is no server: in a notebook, at a command line, or in a test."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.session.here import Here
    from explorer.talks.talk import Talk


def page_file(here: "Here", page: str) -> bytes:
    """The page at that place as one HTML file; its model must be loaded."""
    return _written(_draw, here=here, page=page)


def talk_file(talk: "Talk", lang: str) -> bytes:
    """A talk as one HTML file that opens in that language; it loads the models that it needs."""
    return _written(_draw_talk, talk=talk, lang=lang)


def _written(script: Callable[..., None], **kwargs: object) -> bytes:
    from streamlit.testing.v1 import AppTest

    written: list[bytes] = []
    app = AppTest.from_function(script, kwargs={**kwargs, "written": written}, default_timeout=300).run()
    if app.exception:
        raise RuntimeError(app.exception[0].message)
    return written[0]


def _draw(here: "Here", page: str, written: list[bytes]) -> None:
    """A script of Streamlit's."""
    import streamlit as st

    from explorer import words
    from explorer.session import state
    from explorer.shell.take_page import page_bytes

    st.session_state["here"] = here
    words.speak(here.lang)
    run = state.run()
    assert run is not None, "the model is not loaded"
    written.append(page_bytes(page, run))


def _draw_talk(talk: "Talk", lang: str, written: list[bytes]) -> None:
    """A script of Streamlit's."""
    from explorer.engine.jobs import Handle, Job
    from explorer.views.talk_file import talk_bytes

    written.append(talk_bytes(Handle(Job("talk", {""}), lambda job: True), talk, lang, "light", ""))
