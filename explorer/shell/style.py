"""The page-wide style sheet."""

from functools import cache
from pathlib import Path

import streamlit as st


def apply() -> None:
    """Put the style sheet into the page."""
    st.html(f"<style>{_sheet()}</style>")


@cache
def _sheet() -> str:
    return "".join(Path(__file__).with_name(f"{name}.css").read_text(encoding="utf-8") for name in ("style", "stage"))
