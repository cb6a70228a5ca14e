"""The frame of every page: language, prompt, spine. No computation."""

from pathlib import Path

import streamlit as st

from explorer import words
from explorer.session import state
from explorer.shell import frame

HERE = Path(__file__).parent


def main() -> None:
    here = state.current()
    words.speak(here.lang)
    st.set_page_config(page_title="LLM Explorer", page_icon=str(HERE / "static" / "icon.svg"), layout="wide")
    pages = {name: st.Page(HERE / "pages" / name / "page.py", **about) for name, about in frame.pages().items()}
    page = st.navigation(list(pages.values()), position="hidden")
    frame.show(here, pages, page.url_path or "home")
    state.write_url()
    page.run()


main()
