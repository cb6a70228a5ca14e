"""A quiet way on leads to a page and view that exist, with the run on screen, also out of a fragment."""

import pytest
from streamlit.testing.v1 import AppTest

from explorer.session.here import Here
from explorer.views.door import door


def _in_a_fragment() -> None:
    import streamlit as st

    from explorer.session import state
    from explorer.views.door import door

    st.session_state.setdefault("runs", 0)
    st.session_state["runs"] += 1
    state.current()
    st.fragment(lambda: door("gpt4", "A longer context", view="long-context", key="way"))()


def test_it_opens_the_page_with_the_run_on_screen() -> None:
    app = AppTest.from_function(_in_a_fragment)
    app.session_state["here"] = Here("a cat", view="cost", position=1)
    app.run()
    app.button(key="way").click().run()
    assert app.session_state["goto"] == "gpt4"
    assert app.session_state["here"] == Here("a cat", view="long-context", position=1)
    assert app.session_state["runs"] >= 3


@pytest.mark.parametrize(("page", "view"), [("gpt9", ""), ("gpt4", "shoes")])
def test_a_way_to_nowhere_is_a_slip(page: str, view: str) -> None:
    with pytest.raises(ValueError, match=r"there is no page|has no view"):
        door(page, "On", view=view, key="way")
