"""The page of the Transformer, as a visitor opens it."""

from pathlib import Path

import pytest

from explorer.engine import translators
from explorer.errors import Refused
from explorer.models.catalogue import TRANSLATORS
from tests.models.two_stacks.tiny import saved
from tests.pages.conftest import given_to, open_page, sound

VIEWS = {
    "alignment": "word_alignment",
    "three-attentions": "two_stack_patterns",
    "beams": "path_canvas",
    "quality": "translations",
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


def test_the_five_steps_say_where_a_translator_opens() -> None:
    app = open_page("tokens", model="explorer-translator", prompt="I like dogs.")
    assert not app.exception
    assert "it opens on the page “The Transformer (2017)”" in app.error[0].value


def test_a_folder_of_two_stacks_is_offered_and_drawn(own_models: Path) -> None:
    saved(own_models / "mine")
    app = open_page("transformer", view="three-attentions", prompt="the heat")
    app.selectbox(key="translator").set_value("folder:mine").run()
    translators.ask("folder:mine").result()
    app.run()
    assert sound(app)
    assert given_to(app, "two_stack_patterns")
    translators.forget("folder:mine")


def test_what_cannot_be_opened_is_said_with_a_way_to_try_again(own_models: Path) -> None:
    saved(own_models / "mine")
    (own_models / "mine" / "model.safetensors").unlink()
    app = open_page("transformer", view="alignment", prompt="the heat")
    app.selectbox(key="translator").set_value("folder:mine").run()
    with pytest.raises(Refused):
        translators.ask("folder:mine").result()
    app.run()
    assert not app.exception
    assert any("has no `model.safetensors`" in info.value for info in app.info)
    translators.forget("folder:mine")
