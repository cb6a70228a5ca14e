"""The tour in a visit: begun, noticed, left, taken up again, in another language, and on somebody's own text."""

from dataclasses import replace
from typing import Any

import pytest

from explorer.engine import model_store
from explorer.models.catalogue import DEFAULT as MODEL
from explorer.session import set_aside, state
from explorer.session.here import Here
from explorer.session.link import all_params
from explorer.shell.tour import card
from explorer.views import tour_notice, touring
from explorer.words import speak
from explorer.words.examples import examples

MINE = Here("The dog and the cat were", model="explorer-gpt").sampled(temperature=0.5)


def usual(lang: str | None = None) -> Here:
    return Here(examples(lang or "en")[0].prompt, lang=lang or "en")


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What stands in for Streamlit's, and is given back."""
    speak("en")
    model_store.ask(MODEL).result()
    kept: dict[str, Any] = {"here": usual()}
    monkeypatch.setattr(state.st, "session_state", kept)
    monkeypatch.setattr(state, "default", usual)
    return kept


def test_a_link_that_names_a_step_opens_it_and_one_that_says_more_stays(session: dict[str, Any]) -> None:
    touring.arrive(replace(usual(), tour=5))
    assert session["goto"] == "context"
    assert session["here"].prompt.startswith("blue dog")
    assert session["here"].tour == 5
    session.clear()
    again = replace(MINE, view="steps", tour=1)
    session["here"] = again
    touring.arrive(again)
    assert "goto" not in session
    assert session["here"] == again
    assert not set_aside.known()


def test_a_step_that_there_is_not_is_none(session: dict[str, Any]) -> None:
    for here in (replace(usual(), tour=11), replace(usual(), tour=1, talk="ten-minutes"), usual()):
        assert not touring.touring(here)
        touring.arrive(here)
    assert touring.WALK not in session


def test_what_was_done_is_noticed_and_stays_noticed(session: dict[str, Any]) -> None:
    touring.begin(1)
    assert tour_notice.noticed(state.current(), "home") == ""
    state.change(prompt=usual().prompt[: -len("She")] + "One")
    assert "98 %" in tour_notice.noticed(state.current(), "home")
    state.change(prompt=usual().prompt)
    assert "98 %" in tour_notice.noticed(state.current(), "home")
    touring.turn("next")
    assert tour_notice.noticed(state.current(), "home") == ""
    assert state.current().tour == 2


def test_on_another_page_nothing_is_noticed_and_there_is_a_way_back(session: dict[str, Any]) -> None:
    touring.begin(4)
    state.change(layer=4, head=6, view="attention-flow")
    assert tour_notice.noticed(state.current(), "context") == ""
    assert card(state.current(), "context").away == "This step is about the page “Context”, view “One head”."
    touring.turn("bring")
    assert session["goto"] == "context"
    assert not tour_notice.away(state.current(), "context")
    assert "96 %" in tour_notice.noticed(state.current(), "context")
    state.change(model="explorer-bert")
    assert card(state.current(), "context").away == f"This step is about the model {MODEL}."
    touring.turn("bring")
    assert state.current() == touring.walk().then


@pytest.mark.parametrize("model", ["explorer-bert", MODEL])
def test_whoever_begins_in_the_middle_has_the_tour_s_text_and_model(session: dict[str, Any], model: str) -> None:
    session["here"] = Here("Where is it?", model=model)
    touring.begin(10)
    here = state.current()
    assert (here.model, here.prompt) == (MODEL, usual().prompt)
    state.change(generated=tuple(range(300, 308)), step=8)
    assert tour_notice.noticed(state.current(), "output")
    touring.turn("leave")
    assert (state.current().model, state.current().prompt) == (model, "Where is it?")


@pytest.mark.parametrize(
    ("n", "deed"),
    [
        (2, {"generated": (300, 301, 302), "step": 3}),
        (9, {"generated": (465,), "step": 1}),
        (10, {"generated": tuple(range(300, 308)), "step": 8}),
    ],
)
def test_a_step_can_be_done_on_another_text_than_the_tour_s(session: dict[str, Any], n: int, deed: Any) -> None:
    touring.begin(n)
    page = session["goto"]
    state.change(prompt="The dog and the cat", generated=(), step=0)
    assert tour_notice.noticed(state.current(), page) == ""
    state.change(**deed)
    assert tour_notice.noticed(state.current(), page)


def test_a_lens_that_was_chosen_before_is_not_the_step_s(session: dict[str, Any]) -> None:
    session[touring.LENS] = "tuned"
    touring.begin(6)
    assert touring.LENS not in session


def test_whoever_has_a_text_of_their_own_gets_it_back(session: dict[str, Any]) -> None:
    session["here"] = MINE
    touring.begin(1)
    shown = card(state.current(), "home")
    assert shown.note
    assert shown.keep == all_params(MINE, usual())
    touring.turn("next")
    assert not card(state.current(), "home").note
    touring.turn("leave")
    assert replace(state.current(), view="") == MINE
    assert not touring.touring(state.current())


def test_without_one_they_stay_where_they_are(session: dict[str, Any]) -> None:
    touring.begin(1)
    state.change(prompt="Another text")
    touring.turn("leave")
    assert (state.current().prompt, state.current().tour) == ("Another text", 0)


def test_after_a_reload_the_browser_gives_it_back_as_far_as_it_makes_sense(session: dict[str, Any]) -> None:
    session["here"] = replace(usual(), view="steps", tour=1)
    touring.arrive(session["here"])
    asked = card(session["here"], "home")
    assert asked.wanted
    assert asked.keep is None
    set_aside.remember(asked.kept({"prompt": MINE.prompt, "temperature": "0.5", "lang": "en", "head": "; rm"}))
    assert not card(session["here"], "home").wanted
    touring.turn("leave")
    assert replace(state.current(), view="") == MINE
    set_aside.remember({})
    assert set_aside.known()
    assert set_aside.taken() is None


def test_in_another_language_the_step_has_the_text_of_that_one(session: dict[str, Any]) -> None:
    touring.begin(1)
    state.change(lang="ja")
    touring.arrive(state.current())
    assert state.current().prompt == usual("ja").prompt
    state.change(prompt="お腹がすいたので、本を")
    speak("ja")
    assert "読" in tour_notice.noticed(state.current(), "home")
    state.change(lang="en")
    touring.arrive(state.current())
    speak("en")
    assert tour_notice.noticed(state.current(), "home").startswith("The likeliest next token was")


def test_the_first_and_the_last_step_are_the_ends(session: dict[str, Any]) -> None:
    touring.begin(1)
    touring.turn("back")
    assert state.current().tour == 1
    touring.begin(10)
    touring.turn("next")
    assert state.current().tour == 10


def test_an_empty_prompt_is_no_deed(session: dict[str, Any]) -> None:
    touring.begin(1)
    state.change(prompt="")
    assert tour_notice.noticed(state.current(), "home") == ""
