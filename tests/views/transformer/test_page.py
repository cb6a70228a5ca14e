"""The page of the Transformer, as a visitor opens it."""

import pytest

from explorer.engine import translators
from explorer.models.catalogue import TRANSLATORS
from tests.pages.conftest import given_to, open_page, sound

VIEWS = {
    "alignment": "alignment",
    "three-attentions": "three-attentions",
    "beams": "beams-tree",
    "quality": None,
}


@pytest.fixture(autouse=True)
def _loaded() -> None:
    translators.ask("explorer-translator").result()


def test_a_translator_comes_along_and_is_no_model_of_the_five_steps() -> None:
    assert [entry.name for entry in TRANSLATORS] == ["explorer-translator"]


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("lang", ["en", "ja"])
@pytest.mark.parametrize("prompt", ["I like dogs.", "私は犬が好きです。", "Привет", "a" + " a" * 400])
def test_every_view_is_drawn_on_any_prompt(view: str, lang: str, prompt: str) -> None:
    app = open_page("transformer", view=view, lang=lang, prompt=prompt)
    assert sound(app)
    if VIEWS[view]:
        assert given_to(app, VIEWS[view])


def test_it_is_drawn_whatever_the_visitor_s_model_is() -> None:
    app = open_page("transformer", view="alignment", prompt="I like dogs.", model="explorer-bert")
    assert sound(app)


def test_a_prompt_that_cannot_be_translated_gives_way_to_an_example() -> None:
    app = open_page("transformer", view="alignment", prompt="Привет")
    assert app.text_input(key="to-translate").value == "I like dogs."
    assert any("in no language" in caption.value for caption in app.caption)


def test_another_sentence_is_translated_when_it_is_typed() -> None:
    app = open_page("transformer", view="alignment", prompt="I like dogs.")
    app.text_input(key="to-translate").set_value("彼は猫が好きです。").run()
    assert sound(app)
    assert app.selectbox(key="direction").value == 1


def test_an_empty_sentence_is_asked_for() -> None:
    app = open_page("transformer", view="beams", prompt="I like dogs.")
    app.text_input(key="to-translate").set_value(" ").run()
    assert not app.exception
    assert any("type one" in info.value for info in app.info)
