"""The page-wide style sheet."""

from functools import cache
from pathlib import Path

import streamlit as st


def apply(*names: str) -> None:
    """Put the style sheets of these names into the page; without one, those that every page has."""
    st.html(f"<style>{_sheet(names or ('style', 'stage'))}</style>")


@cache
def _sheet(names: tuple[str, ...]) -> str:
    return "".join(Path(__file__).with_name(f"{name}.css").read_text(encoding="utf-8") for name in names)
