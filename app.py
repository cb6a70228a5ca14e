"""The frame of every page: language, prompt, spine. No computation.

`streamlit run app.py` reads this file twice: as a module once, for the server named `app`, and as the script that draws
a page, at each visitor's every step.
"""

from pathlib import Path

import streamlit as st

from explorer import words
from explorer.session import state
from explorer.shell import frame, player, server

HERE = Path(__file__).parent


def main() -> None:
    here = state.current()
    words.speak(here.lang)
    st.set_page_config(page_title="LLM Explorer", page_icon=str(HERE / "static" / "icon.svg"), layout="wide")
    pages = {name: st.Page(HERE / "pages" / name / "page.py", **about) for name, about in frame.pages().items()}
    page = st.navigation(list(pages.values()), position="hidden")
    if player.asked():
        return player.show(here)
    frame.show(here, pages, page.url_path or "home")
    state.write_url()
    return page.run()


if __name__ == "__main__":
    main()
else:
    app = st.App(__file__, lifespan=server.lifespan)
