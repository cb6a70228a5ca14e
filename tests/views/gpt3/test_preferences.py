"""Picking between two answers and tuning on the picks, as a visitor does it."""

import pytest
from streamlit.testing.v1 import AppTest

from explorer.engine import model_store
from explorer.engine.jobs import jobs
from explorer.models.tuning.settings import Settings
from explorer.views.gpt3 import tuning_settings
from tests.pages.conftest import given_to, open_page, sound, words_on


@pytest.fixture(autouse=True)
def _short(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tuning_settings, "FIRST_PREFERENCE", Settings(rank=1, rate=3e-4, steps=20, batch=4))


def waited(app: AppTest) -> AppTest:
    for job in list(jobs._jobs.values()):
        assert job.finished.wait(200)
    return app.run()


def opened(lang: str) -> AppTest:
    model_store.ask("explorer-chat").result()
    return waited(open_page("gpt3", view="preferences", prompt="Hello!", lang=lang))


@pytest.mark.parametrize("lang", ["en", "ja"])
def test_it_opens_on_two_answers_of_the_models_own(lang: str) -> None:
    app = opened(lang)
    assert sound(app)
    assert len(app.text) == 2
    assert app.text[0].value != app.text[1].value
    assert "DPO" in words_on(app)


def test_a_pick_leads_to_the_next_pair_and_enough_of_them_to_a_tuning() -> None:
    app = opened("en")
    first = [text.value for text in app.text]
    app.button(key="pick_0").click().run()
    assert [text.value for text in app.text] != first
    assert "prefer" not in {button.key for button in app.button}
    app.button(key="pick_shorter").click().run()
    app.button(key="prefer").click().run()
    app = waited(app)
    assert sound(app)
    margins, answers = given_to(app, "answer_table")
    assert max(row["cells"][-1]["share"] for row in margins["rows"]) > 0.5
    assert answers["rows"]
    app.button(key="pick_again").click().run()
    assert [text.value for text in app.text] == first


def test_a_pair_of_ones_own_comes_first() -> None:
    app = opened("en")
    for key, text in (("pair_question", "Tea?"), ("pair_one", "Yes."), ("pair_other", "No.")):
        app.text_input(key=key).set_value(text)
    app.run()
    app.button(key="pair_add").click().run()
    assert [text.value for text in app.text] == ["Yes.", "No."]
