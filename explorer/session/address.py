"""Where the app lies, as the visitor's browser names it."""

import streamlit as st

from explorer.findings.address import base_of


def server(page: str) -> str:
    """The app's own address, as the browser that shows `page` of it says."""
    return base_of(st.context.url or "http://localhost:8501/", page)
