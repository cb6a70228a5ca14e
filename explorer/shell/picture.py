"""The picture that the run's model is shown, on every page: it stands before the prompt."""

import streamlit as st

from explorer.engine.runs import Run
from explorer.pictures.drawing import pixels
from explorer.session import state
from explorer.views import say
from explorer.words import _, ngettext

PAGE = "gpt4"
"""Where it is placed."""

WIDTH = 40
"""Pixels on the screen."""


def show_picture(run: Run | None, page: str) -> None:
    """Nothing where the model reads text alone, and on the page that has the picture itself."""
    if run is None or run.shown is None or run.question.picture is None or page == PAGE:
        return
    n = len(run.shown.vectors)
    said = ngettext(
        "Before the prompt stands this picture: {n} token.",
        "Before the prompt stands this picture: {n} tokens.",
        n,
    )
    with st.container(key="picture", horizontal=True, vertical_alignment="center"):
        st.image(pixels(run.question.picture), width=WIDTH, alt=said)
        say.markdown(said, width="content")
        st.button(_("Remove"), key="remove_picture", on_click=state.change, kwargs={"picture": None})
