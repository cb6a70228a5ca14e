"""The page of BERT: every view in both languages, whichever of the two readers is the visitor's own."""

import pytest

from explorer.engine import model_store
from explorer.models.catalogue import available
from explorer.session.hidden import HiddenWords
from tests.pages.conftest import given_to, open_page, sound, words_on

VIEWS = ("two-readers", "decisive-words", "pseudo-perplexity", "next-sentence")
HERE = {entry.name for entry in available() if entry.source != ""}
MODELS = [name for name in ("explorer-gpt", "explorer-bert", "SmolLM2-135M-Instruct") if name in HERE]
TEXTS = {"en": "The dog chased the cat because it was hungry.", "ja": "お腹がすいたので、ご飯を食べました。"}


@pytest.fixture(scope="module", autouse=True)
def _both() -> None:
    model_store.ask("explorer-bert").result()


def said(app) -> str:
    return " ".join("".join(part["text"] for part in one["parts"]) for one in given_to(app, "sentence"))


@pytest.mark.parametrize(("lang", "model"), [("en", MODELS[0]), *(("ja", name) for name in MODELS[1:])])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_shows_something_in_both_languages_whatever_the_model(view: str, lang: str, model: str) -> None:
    app = open_page("bert", view=view, lang=lang, model=model, prompt=TEXTS[lang])
    assert sound(app)
    shown = [*given_to(app, "two_readers"), *given_to(app, "token_strip"), *given_to(app, "word_bars")]
    assert shown
    if view == "two-readers":
        names = [card["name"] for card in shown[0]["cards"]]
        own = model if model == "explorer-bert" else "explorer-bert"
        assert names == [own, model if model != "explorer-bert" else "explorer-gpt"]


@pytest.mark.parametrize("prompt", ["a", "👨‍👩‍👧 😀", "むかしむかし、", "a" + " a" * 511, "..."])
@pytest.mark.parametrize("view", VIEWS)
def test_every_view_bears_awkward_prompts(view: str, prompt: str) -> None:
    assert sound(open_page("bert", view=view, prompt=prompt))


def test_the_selected_word_is_the_one_that_is_asked_about() -> None:
    app = open_page("bert", prompt=TEXTS["en"], position=10)
    (shown,) = given_to(app, "two_readers")
    assert [piece["text"] for piece in shown["pieces"] if piece["hidden"]] == [shown["pieces"][shown["at"]]["text"]]
    assert shown["pieces"][shown["at"]]["text"] == "."


def test_what_stands_behind_the_word_can_be_written_anew() -> None:
    app = open_page("bert", prompt=TEXTS["en"], position=7)
    app.session_state["hidden_words"] = HiddenWords(TEXTS["en"], 6, frozenset(), "could fly")
    app.run()
    assert sound(app)
    (shown,) = given_to(app, "two_readers")
    assert shown["edited"]
    assert [piece["text"] for piece in shown["pieces"] if piece["edited"]]
    assert shown["cards"][1]["same"]


def test_the_page_says_what_it_knows_with_sources() -> None:
    app = open_page("bert", prompt=TEXTS["en"])
    assert "3.3 billion words" in words_on(app)
    assert "https://arxiv.org/abs/1810.04805" in str([one.value for one in app.caption])
    assert "For the hidden word" in said(app)


@pytest.mark.parametrize(("page", "view"), [("context", "two-masks"), ("decoding", "gap"), ("output", "every-gap")])
def test_from_masks_and_gaps_a_quiet_way_leads_here(page: str, view: str) -> None:
    app = open_page(page, view=view, model="explorer-bert", prompt=TEXTS["en"], position=5)
    app.button(key="bert_door").click().run()
    assert sound(app)
    assert app.session_state["here"].position == 5
    assert app.title[0].value == "BERT (2018)"
