"""The app's own sentences on the page, as Streamlit shows them: its words that newcomers do not know are marked."""

from typing import Any

import streamlit as st

from explorer.components.recorded import Words, note
from explorer.engine.runs import Run
from explorer.findings.signs import signs as signs_of
from explorer.words.glossary import marked
from explorer.words.phrases import in_phrases
from explorer.words.sentences import unbroken


def caption(text: str, **look: Any) -> None:
    note(Words("caption", text))
    st.caption(said(text), **look)


def markdown(text: str, **look: Any) -> None:
    note(Words("text", text))
    st.markdown(said(text), **look)


def signs(run: Run) -> None:
    """What the signs in this run's tokens stand for, beneath the first tokens of a view; nothing where it has none."""
    if told := signs_of(run):
        note(Words("caption", told))
        st.caption(told)


def info(text: str, **look: Any) -> None:
    note(Words("note", text))
    st.info(said(text), **look)


def warning(text: str, **look: Any) -> None:
    note(Words("note", text))
    st.warning(said(text), **look)


def header(text: str, **look: Any) -> None:
    note(Words("heading", text))
    st.header(in_phrases(said(text)), **look)


def subheader(text: str, **look: Any) -> None:
    note(Words("heading", text))
    st.subheader(in_phrases(said(text)), **look)


def said(text: str) -> str:
    """Markdown of our own, for what a column or a container is told to show."""
    return marked(unbroken(text))
