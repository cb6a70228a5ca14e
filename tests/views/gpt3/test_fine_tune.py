"""Training, keeping and letting go, as a visitor does it, in both languages."""

import pytest
from streamlit.testing.v1 import AppTest

from explorer.engine import model_store
from explorer.engine.jobs import jobs
from explorer.engine.taught import taught
from explorer.models.tuning.settings import Settings
from explorer.views.gpt3 import tuning_settings
from tests.pages.conftest import given_to, open_page, sound

ME = "test session id"


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tuning_settings, "FIRST", Settings(rank=1, steps=20))
    jobs._jobs.clear()  # every test is the same visitor


def opened(lang: str = "en", **fields: str) -> AppTest:
    return open_page("gpt3", view="fine-tune", prompt="What colour is a frog?", lang=lang, **fields)


def pressed(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def trained(app: AppTest) -> AppTest:
    pressed(app, "tune")
    for job in list(jobs._jobs.values()):
        assert job.finished.wait(200)
    return app.run()


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_the_view_opens_on_what_is_to_be_taught(lang: str) -> None:
    app = opened(lang)
    assert sound(app)
    (table,) = given_to(app, "answer_table")
    assert len(table["columns"]) == 2
    assert ("でございます" in str(table)) == (lang == "ja")


def test_a_model_that_fills_gaps_does_not_stand_in_the_way() -> None:
    app = opened(model="explorer-bert")
    assert sound(app)
    assert given_to(app, "answer_table")


def test_it_is_trained_kept_used_and_let_go() -> None:
    model_store.ask("explorer-chat").result()
    app = trained(opened())
    assert sound(app)
    (table,) = given_to(app, "answer_table")
    assert len(table["columns"]) == 4
    pressed(app, "adapter_keep")
    assert sound(app)
    assert app.session_state["here"].model == "mine:pirate"
    assert "mine:pirate" in app.selectbox(key="model").options
    assert taught.names(ME) == ("mine:pirate",)
    pressed(app, "adapter_drop_mine:pirate")
    assert sound(app)
    assert app.session_state["here"].model == "explorer-gpt"
    assert taught.names(ME) == ()


def test_a_link_to_somebody_elses_model_says_one_sentence() -> None:
    app = opened(model="mine:pirate")
    (error,) = app.error
    assert "mine:pirate" in error.value
    assert "for them alone" in error.value


def test_examples_of_ones_own_without_an_arrow_are_refused_in_a_sentence() -> None:
    app = opened()
    app.session_state["tuning_preset_kept"] = "own"
    app.session_state["tuning_examples_kept"] = "no arrow"
    app.run()
    assert "has no arrow" in app.error[0].value
    assert "tuning_examples" in {area.key for area in app.text_area}


def test_the_popover_says_whose_copy_is_taught() -> None:
    app = opened(model="explorer-gpt")
    assert app.selectbox(key="tuning_model").value == "explorer-chat"
    assert "explorer-gpt" in app.selectbox(key="tuning_model").options
