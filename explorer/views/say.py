"""The app's own sentences on the page, as Streamlit shows them: its words that newcomers do not know are marked."""

from typing import Any

import streamlit as st

from explorer.words.glossary import marked
from explorer.words.sentences import unbroken


def caption(text: str, **look: Any) -> None:
    st.caption(said(text), **look)


def markdown(text: str, **look: Any) -> None:
    st.markdown(said(text), **look)


def info(text: str, **look: Any) -> None:
    st.info(said(text), **look)


def warning(text: str, **look: Any) -> None:
    st.warning(said(text), **look)


def header(text: str, **look: Any) -> None:
    st.header(said(text), **look)


def subheader(text: str, **look: Any) -> None:
    st.subheader(said(text), **look)


def said(text: str) -> str:
    """Markdown of our own, for what a column or a container is told to show."""
    return marked(unbroken(text))
