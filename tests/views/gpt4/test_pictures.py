"""Both views of pictures through AppTest, on an untrained kin of explorer-vision."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from explorer.engine import model_store
from explorer.findings.gpt4.board import START, another
from explorer.models import catalogue
from explorer.models.catalogue import Entry
from explorer.pictures.picture import write
from explorer.views.gpt4 import board
from tests.findings.gpt4.seeing import folder
from tests.pages.conftest import given_to, open_page, sound, words_on

VIEWS = ("picture", "looks-at")


@pytest.fixture(autouse=True)
def _kin(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The untrained model in the place of the trained one."""
    others = tuple(entry for entry in catalogue.EMBEDDED if entry.name != "explorer-vision")
    entries = (*others, Entry("explorer-vision", "embedded", str(folder())))
    monkeypatch.setattr(catalogue, "EMBEDDED", entries)
    monkeypatch.setattr(board, "EMBEDDED", entries)
    model_store.forget("explorer-vision")
    model_store.ask("explorer-vision").result()
    yield
    model_store.forget("explorer-vision")


def opened(view: str, **place: Any) -> AppTest:
    app = open_page("gpt4", view=view, **place)
    assert sound(app), [error.value for error in app.error] + [e.message for e in app.exception]
    return app


@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("model", ["explorer-gpt", "explorer-bert", "explorer-vision"])
@pytest.mark.parametrize("view", VIEWS)
def test_it_is_shown_beside_any_model(view: str, model: str, lang: str) -> None:
    model_store.ask(model).result()
    app = opened(view, model=model, lang=lang, prompt="What is this?")
    (canvas,) = given_to(app, "picture_canvas")
    assert len(canvas["shapes"]) == len(START.shapes)


def test_with_and_without_the_picture_stand_both_answers() -> None:
    app = opened("picture")
    strips = given_to(app, "token_strip")
    assert len(strips) == 2
    assert given_to(app, "picture_tokens")[0]["patches"][0]["place"] == 2
    assert "64" in json.dumps(given_to(app, "sentence")[0])


def test_where_it_looks_is_shown_for_every_word_and_once_for_a_chosen_head() -> None:
    app = opened("looks-at")
    for _ in range(40):
        if given_to(app, "picture_maps"):
            break
        app.run()
    (maps,) = given_to(app, "picture_maps")
    app.selectbox[0].select_index(1)
    app.selectbox[1].select_index(2)
    app.run()
    (other,) = given_to(app, "picture_maps")
    assert [word["text"] for word in maps["words"]] == [word["text"] for word in other["words"]]
    assert maps["words"][0]["attention"] != other["words"][0]["attention"]
    assert maps["words"][0]["drops"] == other["words"][0]["drops"]


def test_a_link_brings_the_picture_and_the_question_back() -> None:
    shown = another(5)
    app = opened("picture", model="explorer-vision", prompt="How many shapes are there?", picture=shown)
    assert given_to(app, "picture_canvas")[0]["shapes"][0]["kind"] == shown.shapes[0].kind
    assert app.text_input[0].value == "How many shapes are there?"
    assert app.query_params["picture"] == write(shown)
    assert not [button for button in app.button if "Follow" in button.label]


def test_the_picture_can_be_followed_through_the_five_steps() -> None:
    app = opened("picture")
    (follow,) = [button for button in app.button if "Follow" in button.label]
    follow.click().run()
    here = app.session_state["here"]
    assert (here.model, here.picture, here.prompt) == ("explorer-vision", START, "Describe the picture.")


def test_a_question_of_one_s_own_is_asked_and_an_offered_one_at_a_click() -> None:
    app = opened("picture")
    app.text_input[0].set_value("Where is the blue shape?").run()
    assert sound(app)
    assert "Where is the blue shape?" in json.dumps(given_to(app, "sentence"))
    assert app.session_state["here"].model == "explorer-gpt"


def test_without_the_model_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(board, "EMBEDDED", ())
    assert "explorer-vision is not among the models here" in words_on(opened("picture"))
