"""The visitor's theme and language, told to the browser's page itself."""

from pathlib import Path
from typing import Literal

import streamlit as st
from streamlit.components.v2 import component

_switch = component("explorer_theme", js=Path(__file__).with_name("theme.js").read_text(encoding="utf-8"))


def show_in(theme: str | None, lang: str) -> None:
    """Switch Streamlit's theme without a reload, None following the system's, and set the document's language."""
    st.session_state["shown_theme"] = theme or st.context.theme.type or "light"
    _switch(data={"theme": theme, "lang": lang}, key="theme_switch")


def shown() -> Literal["light", "dark"]:
    """The theme on screen; the visitor's choice counts at once, where Streamlit knows of it one run later."""
    return "dark" if st.session_state.get("shown_theme") == "dark" else "light"
