"""The page-wide style sheet."""

from functools import cache
from pathlib import Path

import streamlit as st


def apply() -> None:
    """Put the style sheet into the page."""
    st.html(f"<style>{_sheet()}</style>")


@cache
def _sheet() -> str:
    return (Path(__file__).with_suffix(".css")).read_text(encoding="utf-8")
