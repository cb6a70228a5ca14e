"""Every example shows what it promises, with what its card selects."""

import pytest

from explorer.engine import model_store
from explorer.models.catalogue import DEFAULT, available
from explorer.pictures.picture import parse
from explorer.session.here import LANGUAGES, Here
from explorer.views import registry
from explorer.words.examples import Example, every, examples
from tests.promises import PROMISES, run_of_example

HERE = {entry.name.removeprefix("folder:"): entry.name for entry in available() if entry.source != ""}
"""The models that this machine has, by the names that examples give them."""
PROMISED = [example for example in every() if example.model in HERE]


@pytest.mark.parametrize("example", PROMISED, ids=lambda example: f"{example.model}: {example.shows['en']}")
def test_an_example_shows_what_it_promises(example: Example) -> None:
    run = run_of_example(example, model_store.ask(HERE[example.model]).result())
    for kind, asked in example.promise.items():
        arguments = {"words": asked} if kind in ("likely", "fills") else asked
        PROMISES[kind](run, example, **arguments)


@pytest.mark.parametrize("example", every(), ids=lambda example: f"{example.model}: {example.shows['en']}")
def test_an_example_leads_to_a_view_that_there_is(example: Example) -> None:
    assert set(example.promise) <= set(PROMISES)
    Here("", example.lang).changed(**example.fields)
    if example.page:
        views = [view.slug for view in registry.page(example.page).views]
        assert example.place.get("view", views[0]) in views


@pytest.mark.parametrize("example", PROMISED, ids=lambda example: f"{example.model}: {example.shows['en']}")
def test_an_example_that_promises_something_opens_where_the_model_can_show_it(example: Example) -> None:
    model, page = model_store.ask(HERE[example.model]).result(), registry.page(example.page)
    view = page.view(example.place.get("view", "")) or page.offered(model)[0]
    assert view.unmet(model) is None
    if {"looks", "induces"} & set(example.promise):
        assert (page.slug, view.slug) == ("context", "head")
        assert {"layer", "head"} <= set(example.place)
    if "fills" in example.promise:
        assert (page.slug, view.slug) == ("decoding", "gap")
        assert "position" in example.place


def test_every_reader_is_offered_prompts_in_each_language_whatever_the_model() -> None:
    for model in (DEFAULT, "folder:whatever", "explorer-bert"):
        assert all(examples(lang, model) for lang in LANGUAGES)


def test_another_precision_or_a_folder_of_that_name_has_the_models_own_examples() -> None:
    assert examples("en", f"{DEFAULT}@bfloat16") == examples("en", f"folder:{DEFAULT}") == examples("en")


def test_a_model_without_examples_of_its_own_is_promised_nothing() -> None:
    assert not any(example.promise or example.place for example in examples("en", "folder:whatever"))


def test_an_example_of_a_model_promises_something_and_selects_only_places() -> None:
    with pytest.raises(ValueError, match="promises nothing of gpt"):
        Example("en", "a", {"ja": "a", "en": "a"}, model="gpt")
    with pytest.raises(ValueError, match="sets"):
        Example("en", "a", {"ja": "a", "en": "a"}, place={"prompt": "b"})
    with pytest.raises(ValueError, match="captions"):
        Example("en", "a", {"en": "a"})


def test_an_example_for_a_model_that_sees_carries_its_picture() -> None:
    shown = {"lang": "en", "prompt": "What is it?", "shows": {"ja": "", "en": ""}}
    picture = "star.red.small.10.10"
    assert Example(**shown, picture=picture).fields["picture"] == parse(picture)
    assert "picture" not in Example(**shown).fields
    with pytest.raises(ValueError, match="has a picture that is none"):
        Example(**shown, picture="star.red")
