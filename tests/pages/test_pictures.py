"""A picture on every page: its tokens are part of the run, and fold as a chat's template does."""

import pytest

from explorer.engine import model_store
from explorer.pictures.photo import Photo
from explorer.pictures.picture import Picture, Shape
from tests.pages.conftest import EVERY_VIEW, every_way, given_to, open_page, sound, words_on

MODEL = "explorer-vision"
PAIR = Picture((Shape("star", "red", "small", 9, 9), Shape("circle", "blue", "large", 32, 56)))
ASKED = {"prompt": "What colour is the circle?", "model": MODEL, "picture": PAIR}


@pytest.mark.parametrize(("page", "view"), EVERY_VIEW)
def test_every_view_shows_one_of_its_patches(page: str, view: str) -> None:
    for app in every_way(page, view, position=10, layer=1, head=2, **ASKED):
        assert sound(app)
        assert words_on(app)


@pytest.mark.parametrize(("page", "view"), EVERY_VIEW)
def test_every_view_shows_the_answer_to_a_photo(page: str, view: str) -> None:
    model = model_store.ask(MODEL).result()
    said = tuple(model.tokenizer.encode(" blue"))
    photo = Photo(bytes(range(256)) * 48)
    for app in every_way(page, view, lang="ja", generated=said, step=1, **ASKED | {"picture": photo}):
        assert sound(app)


def test_the_strip_of_tokens_folds_the_picture_and_names_its_patches() -> None:
    strip = given_to(open_page("tokens", **ASKED), "token_strip")[0]
    assert [(fold["start"], fold["stop"], fold["text"]) for fold in strip["folds"]] == [(1, 65, "▦ 64")]
    assert strip["folds"][0]["title"] == "64 tokens of the picture"
    assert [group["tokens"][0]["text"] for group in strip["groups"]][1:3] == ["▦1,1", "▦1,2"]


def test_every_page_says_which_picture_stands_before_the_prompt_and_one_press_removes_it() -> None:
    app = open_page("context", **ASKED)
    assert "Before the prompt stands this picture: 64 tokens." in words_on(app)
    app = app.button(key="remove_picture").click().run()
    assert sound(app)
    assert "Before the prompt stands" not in words_on(app)
    assert "picture" not in app.query_params


def test_without_a_picture_the_same_question_is_text_alone() -> None:
    strip = given_to(open_page("tokens", **ASKED | {"picture": None}), "token_strip")[0]
    assert strip["folds"] == []
    assert all(not group["tokens"][0]["text"].startswith("▦") for group in strip["groups"])


def test_a_model_that_reads_text_alone_takes_no_notice() -> None:
    app = open_page("tokens", prompt="Once upon a time", picture=PAIR)
    assert sound(app)
    assert given_to(app, "token_strip")[0]["folds"] == []
