"""A scene with a prompt begins anew; another goes on with the text on screen."""

import pytest

from explorer.session.here import Here
from explorer.talks.talk import Scene, Talk, Words, moved, opened

OWN = Scene("tokens", {"view": "cut"}, {"en": {"prompt": "a"}, "ja": {"prompt": "あ"}})
ON = Scene("context", {"view": "head", "layer": "2", "head": "1"})
TALK = Talk("t", Words("t", "t"), scenes=(OWN, ON, Scene("output")))
BARE = Here("bare", theme="dark")


def test_a_scene_says_its_own_text_in_each_language() -> None:
    assert moved(OWN, BARE, BARE) == Here("a", theme="dark", view="cut")
    assert moved(OWN, BARE, Here("bare", lang="ja")) == Here("あ", lang="ja", view="cut")


def test_a_scene_without_a_prompt_keeps_what_somebody_typed_and_wrote() -> None:
    typed = Here("typed", model="m", generated=(1, 2), step=1, position=7, layer=5, head=5, view="cut")
    assert moved(ON, typed, BARE) == Here("typed", model="m", generated=(1, 2), step=1, view="head", layer=2, head=1)


def test_whoever_opens_a_later_scene_gets_the_text_that_came_before_it() -> None:
    assert opened(TALK, 1, BARE) == Here("a", theme="dark", view="head", layer=2, head=1)
    assert opened(TALK, 2, BARE) == Here("a", theme="dark")


def test_what_is_written_in_one_language_stands_for_both() -> None:
    assert Words("a").filled() == Words("a", "a")
    assert [scene.title for scene in TALK.filled().scenes] == [Words("1", "1"), Words("2", "2"), Words("3", "3")]


def test_a_slug_is_no_path() -> None:
    with pytest.raises(ValueError, match="not a slug"):
        Talk("../t", Words("t", "t"))
