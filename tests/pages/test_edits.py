"""A run with edits: every page says which are on, and one press brings the base run back."""

from itertools import cycle

import pytest
from streamlit.testing.v1 import AppTest

from explorer.trace.edits import Ablate, Patch
from tests.marked import plain
from tests.pages.conftest import PAGES, open_link, open_page, turn_to

EDITS = (Ablate(7, 0), Ablate(0, 3))
LINES = {
    "en": "Changed inside the model: layer 8, head 1 silenced · layer 1, head 4 silenced",
    "ja": "モデルの内部を変更しています：第 8 層のヘッド 1 を無効化 · 第 1 層のヘッド 4 を無効化",
}


def said(app: AppTest) -> list[str]:
    return [plain(text.value) for text in app.markdown if text.value.startswith(("Changed inside", "モデルの内部を"))]


@pytest.mark.parametrize(("page", "lang"), list(zip(PAGES, cycle(LINES))))
def test_every_page_says_which_edits_are_on(page: str, lang: str) -> None:
    app = open_page(page, lang=lang, edits=EDITS)
    assert not app.exception
    assert said(app) == [LINES[lang]]


def test_one_press_removes_them_and_the_link_follows() -> None:
    app = open_page("decoding", edits=EDITS)
    assert dict(app.query_params)["edits"] == "a7.0_a0.3"
    edited = app.session_state["here"].edits
    app.button("remove_edits").click().run()
    assert (edited, app.session_state["here"].edits, said(app)) == (EDITS, (), [])
    assert "edits" not in app.query_params
    assert not app.exception


def test_edits_go_along_to_other_pages() -> None:
    app = open_page("features", edits=EDITS)
    assert said(turn_to(app, "output").run()) == [LINES["en"]]


def test_numbers_that_no_link_can_carry_last_as_long_as_the_visit_and_are_said_to() -> None:
    app = open_page("context")
    app.session_state["here"] = app.session_state["here"].changed(edits=(Patch("hook_embed", 1, (0.0,) * 384),))
    app.run()
    assert said(app) == ["Changed inside the model: `hook_embed` replaced at token 2"]
    assert "No link can carry these numbers: they last as long as your visit." in [one.value for one in app.caption]
    opened = open_link("context", **dict(app.query_params))
    assert said(opened) == []
    assert ["edits" in one.value for one in opened.warning] == [True]


def test_a_head_that_there_is_not_is_said_and_can_be_removed() -> None:
    app = open_link("context", lang="en", edits="a0.99")
    assert ["there is no head 99" in error.value for error in app.error] == [True]
    app.button("remove_edits").click().run()
    assert not app.error
    assert not app.exception


def test_what_nobody_wrote_has_no_attribution_and_the_view_says_so() -> None:
    app = open_page("features", view="why")
    app.session_state["here"] = app.session_state["here"].changed(edits=(Patch("hook_embed", 1, (0.0,) * 384),))
    app.run()
    assert not app.exception
    assert any("no part of the model wrote" in info.value for info in app.info)
