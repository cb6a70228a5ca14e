"""A page drawn where there is no server: in a notebook, or in a test."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from explorer.session.here import Here


def page_file(here: "Here", page: str) -> bytes:
    """The page at that place as one HTML file; its model must be loaded."""
    from streamlit.testing.v1 import AppTest

    written: list[bytes] = []
    kwargs = {"here": here, "page": page, "written": written}
    app = AppTest.from_function(_draw, kwargs=kwargs, default_timeout=300).run()
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
