"""A talk's scenes are opened from a link, and one after the other."""

from dataclasses import replace

import pytest

from explorer.session import state
from explorer.session.here import Here
from explorer.talks.talk import Scene, Talk, Words
from explorer.views import scenes

DEFAULT = Here("Once")
TALK = Talk(
    "tiny",
    Words("A talk", "講演"),
    scenes=(
        Scene("tokens", {"view": "cut", "prompt": "Tom had a ball."}, title=Words("One", "一")),
        Scene("context", {"view": "two-masks"}, title=Words("Two", "二")),
    ),
)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict:
    """What stands in for Streamlit's, and is given back."""
    kept: dict = {"here": DEFAULT, "arrived": True}
    monkeypatch.setattr(scenes, "find", {"tiny": TALK}.get)
    monkeypatch.setattr(state.st, "session_state", kept)
    monkeypatch.setattr(state, "default", lambda lang=None: replace(DEFAULT, lang=lang or "en"))
    return kept


def test_a_link_to_a_scene_opens_its_place_with_the_text_of_those_before(session: dict) -> None:
    link = replace(DEFAULT, stage=True, talk="tiny", scene=1, theme="dark")
    scenes.open_link(link, "home")
    assert session["here"] == replace(link, prompt="Tom had a ball.", view="two-masks")
    assert session["goto"] == "context"


def test_a_link_that_says_more_is_left_as_it_is(session: dict) -> None:
    scenes.open_link(replace(DEFAULT, stage=True, talk="tiny", scene=1, prompt="Mine."), "context")
    assert "goto" not in session


def test_only_a_link_opens_a_scene_and_not_every_redraw(session: dict) -> None:
    session["arrived"] = False
    scenes.open_link(replace(DEFAULT, stage=True, talk="tiny"), "tokens")
    assert "goto" not in session


def test_the_next_scene_goes_on_with_what_the_presenter_typed(session: dict) -> None:
    session["here"] = replace(DEFAULT, prompt="Their own.", stage=True, talk="tiny", view="cut", position=1)
    scenes.turn_to(TALK, 1)
    assert session["here"] == replace(DEFAULT, prompt="Their own.", stage=True, talk="tiny", scene=1, view="two-masks")
    scenes.turn_to(TALK, 0)
    assert session["here"] == replace(DEFAULT, prompt="Tom had a ball.", stage=True, talk="tiny", view="cut")
    assert session["goto"] == "tokens"


def test_a_scene_that_no_talk_has_is_none(session: dict) -> None:
    assert scenes.playing(replace(DEFAULT, talk="tiny", scene=9)) is None
    assert scenes.playing(replace(DEFAULT, talk="gone")) is None
    assert scenes.scene_of(replace(DEFAULT, talk="tiny"), "output") is None


def test_a_link_to_a_scene_opens_it_on_the_page_too(session: dict) -> None:
    link = replace(DEFAULT, talk="tiny", scene=1)
    scenes.open_link(link, "home")
    assert session["here"] == replace(link, prompt="Tom had a ball.", view="two-masks")


def test_a_talk_in_one_language_is_given_in_both(session: dict, monkeypatch: pytest.MonkeyPatch) -> None:
    one = replace(TALK, scenes=(Scene("tokens", plain=Words("Look here.")), Scene("context")))
    monkeypatch.setattr(scenes, "find", {"tiny": one}.get)
    talk = scenes.playing(replace(DEFAULT, talk="tiny"))
    assert talk is not None
    assert talk.scenes[0].plain.said("ja") == "Look here."
    assert all(scene.title.said("ja") for scene in talk.scenes)
