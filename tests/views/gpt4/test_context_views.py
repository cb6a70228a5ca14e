"""What a longer context is and costs: each view on a page, in both languages, on models of each kind."""

import time

import pytest
from streamlit.testing.v1 import AppTest

from explorer.engine import encodings, model_store
from explorer.engine.cache_times import key_of as times_key
from explorer.engine.jobs import jobs
from explorer.models.catalogue import available
from explorer.models.published import SMOLLM2
from tests.pages.conftest import given_to, open_page, words_on

VIEWS = {"long-context": "windows_to_scale", "kv-cache": "kv_store", "window": "window_strip", "needle": ""}
PATIENCE = 60.0
HERE = any(entry.name == SMOLLM2.name and entry.source != "" for entry in available())
MODELS = ("explorer-gpt", "explorer-bert", *((SMOLLM2.name,) if HERE else ()))


@pytest.fixture(scope="module", autouse=True)
def _encodings() -> None:
    for future in encodings.ask().values():
        future.result()


def open_view(view: str, *, until: str = "", **place: str) -> AppTest:
    """With what is measured in the background, where that is waited for."""
    app = open_page("gpt4", view=view, **place)
    end = time.monotonic() + PATIENCE
    while until and not given_to(app, until) and time.monotonic() < end:
        time.sleep(0.2)
        app.run()
    return app


@pytest.mark.parametrize(("lang", "name"), [("ja", MODELS[0]), *(("en", name) for name in MODELS[1:])])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_has_something_to_show_or_says_why_not(view: str, lang: str, name: str) -> None:
    model_store.ask(name).result()
    app = open_view(view, lang=lang, model=name, prompt="Tom had a red ball. Tom threw the")
    assert not app.exception, app.exception[0].message
    assert not app.error
    causal = model_store.ask(name).result().causal
    if not causal and view in ("kv-cache", "window"):
        assert name in words_on(app)
        assert app.session_state["view"] != view
    elif VIEWS[view] and not (view == "window" and name == SMOLLM2.name):
        assert given_to(open_view(view, until=VIEWS[view], lang=lang, model=name), VIEWS[view])


def test_a_text_of_ones_own_is_counted_and_an_empty_one_asked_for() -> None:
    app = open_view("long-context")
    app.segmented_control(key="windows_text").set_value("own").run()
    assert "there is no text to be counted yet" in words_on(app)
    app.text_area(key="windows_own").set_value("One more time, they said. " * 900).run()
    (data,) = given_to(app, "windows_to_scale")
    rows = {row["name"]: row for row in data["rows"]}
    assert rows["gpt-3.5-turbo"]["cut"]["lost"]
    assert rows["gpt-4-32k"]["cut"] is None
    app.segmented_control(key="windows_text").set_value("long").run()
    assert "Old Christmas" in words_on(app)


def test_the_cache_has_three_sides() -> None:
    app = open_view("kv-cache")
    app.segmented_control(key="kv_way").set_value("shapes").run()
    assert "Brown et al. 2020" in words_on(app)
    app.selectbox(key="shapes_model").set_value("Mistral 7B").run()
    assert not app.exception
    assert "Jiang et al. 2023" in words_on(app)
    app.segmented_control(key="kv_way").set_value("time").run()
    job = jobs.find("test session id", times_key(model_store.ask("explorer-gpt").result()))
    assert job is not None
    assert job.finished.wait(PATIENCE)
    app.run()
    said = " ".join("".join(part["text"] for part in one["parts"]) for one in given_to(app, "sentence"))
    assert "times as long" in said


def test_a_window_begins_where_somebody_clicks() -> None:
    app = open_view("window", until="window_strip", prompt="Tom had a red ball.")
    (before,) = given_to(app, "window_strip")
    app.session_state["window_width_kept"] = app.session_state["here"].generated, 1
    ids = model_store.ask("explorer-gpt").result().prompt("Tom had a red ball.").ids
    app.session_state["window_width_kept"] = ids, 2
    app.run()
    (after,) = given_to(app, "window_strip")
    assert after["first"] == len(ids) - 2
    assert before["pieces"] == after["pieces"]


def test_an_answer_that_is_not_in_the_sentence_is_refused_in_words() -> None:
    app = open_view("needle")
    app.text_input(key="needle_answer_en").set_value("teapot").run()
    assert not app.exception
    assert "does not stand in the sentence" in words_on(app)
