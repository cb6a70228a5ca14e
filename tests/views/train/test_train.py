"""A training from the first press to a model of the visitor's own, as they do it, in both languages."""

import time
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from explorer.engine.taught import taught
from explorer.engine.trainings import trainings
from explorer.findings.train import presets
from explorer.models.training.order import Order
from tests.pages.conftest import given_to, open_page, sound

ME = "test session id"
TINY = Order(characters=2_000, n_layers=1, n_heads=2, d_model=16, n_ctx=16, batch=4, steps=50)


@pytest.fixture(autouse=True)
def _small(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(presets, "FIRST", TINY)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    for key in trainings.keys(ME):  # every test is the same visitor
        trainings.cancel(ME, key)


def pressed(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def ended(app: AppTest) -> AppTest:
    until = time.monotonic() + 120
    while any(trainings.progress(ME, key).state != "ended" for key in trainings.keys(ME)):
        assert time.monotonic() < until
        time.sleep(0.1)
    return app.run()


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_it_opens_on_the_model_that_has_learned_nothing(lang: str) -> None:
    app = open_page("train", view="train", lang=lang)
    assert sound(app)
    (table,) = given_to(app, "answer_table")
    assert [row["text"] for row in table["rows"]] == ["0"]
    assert len(given_to(app, "pattern_panels")[0]["panels"]) == 1


def test_it_is_trained_judged_kept_and_thrown_away() -> None:
    app = ended(pressed(open_page("train", view="train"), "train_begin"))
    assert sound(app)
    (table,) = given_to(app, "answer_table")
    assert table["rows"][0]["text"] == "50"
    assert len(given_to(app, "pattern_panels")[0]["panels"]) == 2
    app = pressed(app, "train_keep")
    assert sound(app)
    assert app.session_state["here"].model == "mine:first"
    assert 0 < len(app.session_state["here"].prompt) <= 8  # half of its context
    assert taught.names(ME) == ("mine:first",)
    assert taught.names("somebody else") == ()
    taught.drop(ME, "mine:first")


def test_somebody_elses_training_is_not_shown() -> None:
    trainings.begin("somebody else", TINY)
    app = open_page("train", view="train")
    assert "train_begin" in {button.key for button in app.button}
    for key in trainings.keys("somebody else"):
        trainings.cancel("somebody else", key)


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_two_stand_beside_each_other_before_anything_is_trained(lang: str) -> None:
    app = open_page("train", view="compare-trainings", lang=lang)
    assert sound(app)
    (table,) = given_to(app, "answer_table")
    assert len(table["columns"]) == 3
    assert "compare_begin" in {button.key for button in app.button}


def test_both_are_trained_and_one_of_them_is_said_to_be_better_or_alike() -> None:
    app = ended(pressed(open_page("train", view="compare-trainings"), "compare_begin"))
    assert sound(app)
    (table,) = given_to(app, "answer_table")
    (steps,) = (row for row in table["rows"] if row["text"] == "Steps taken")
    assert [cell["text"] for cell in steps["cells"]] == ["50", "1,000"]
    assert "compare_begin" not in {button.key for button in app.button}
    said = "".join(part["text"] for part in given_to(app, "sentence")[-1]["parts"])
    assert "On text that" in said


def test_one_comes_back_to_a_training_by_its_key() -> None:
    key = trainings.begin("another tab", TINY)
    app = open_page("train", view="train")
    app.text_input(key="train_key").set_value(key).run()
    assert sound(app)
    assert key in trainings.keys(ME)
    app.text_input(key="train_key").set_value("nobody's").run()
    assert "lost" in app.error[0].value
    trainings.cancel("another tab", key)


def test_a_text_that_is_too_short_is_refused_in_a_sentence() -> None:
    app = open_page("train", view="train")
    app.session_state["train_pasted_kept"] = "short"
    app.session_state["train_text_kept"] = ""
    app.run()
    assert "too short" in app.error[0].value
    assert not app.exception
