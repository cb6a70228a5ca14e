"""An editor's steps, one at a time."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from explorer.errors import Refused
from explorer.session.edits_link import MOST
from explorer.session.here import Here
from explorer.talks.edit import exchanged, lasting, recorded, revealing, without, worded
from explorer.talks.reader import read
from explorer.talks.talk import MOST_SCENES, Scene, Talk, Words, moved, opened
from explorer.talks.writer import write
from explorer.trace.edits import Ablate
from explorer.views.registry import PLACES

EMPTY = Talk("mine", Words("Mine", "私の"))
HERE = Here("Tom", lang="ja", theme="dark", view="head", layer=3, head=1, edits=(Ablate(3, 1),), stage=True)
NAME = Words("Look", "見る")


def test_what_is_recorded_opens_again_where_it_was() -> None:
    talk = read(write(recorded(EMPTY, "context", HERE, NAME)), PLACES)
    assert opened(talk, 0, Here("another")) == replace(HERE, lang="en", theme=None, stage=False)


def test_a_second_view_of_the_same_text_goes_on_with_it_and_another_text_is_brought_along() -> None:
    talk = recorded(EMPTY, "context", HERE, NAME)
    again = recorded(talk, "features", HERE.changed(view="lens"), NAME)
    assert not again.scenes[1].begins_anew("en")
    assert opened(again, 1, Here("another")).prompt == "Tom"
    for other in (HERE.changed(prompt="Ann"), HERE.sampled(temperature=0.5), HERE.changed(model="explorer-chat")):
        assert recorded(talk, "features", other, NAME).scenes[1].begins_anew("en")


MANY = HERE.changed(edits=(Ablate(0, 0),) * (MOST + 1))


@pytest.mark.parametrize(
    ("here", "why"),
    [
        (HERE.changed(prompt="a" * 20_001), "too long for a scene"),
        (MANY, "can silence heads"),
    ],
)
def test_what_no_link_can_say_is_not_recorded(here: Here, why: str) -> None:
    with pytest.raises(Refused, match=why):
        recorded(EMPTY, "context", here, NAME)


def test_a_talk_has_an_end() -> None:
    full = replace(EMPTY, scenes=(Scene("home"),) * MOST_SCENES)
    with pytest.raises(Refused, match="at most 60 scenes"):
        recorded(full, "context", HERE, NAME)


def test_scenes_are_exchanged_deleted_and_written() -> None:
    talk = replace(EMPTY, scenes=(Scene("home"), Scene("tokens"), Scene("context")))
    assert [scene.page for scene in exchanged(talk, 0, 2).scenes] == ["context", "tokens", "home"]
    assert [scene.page for scene in without(talk, 1).scenes] == ["home", "context"]
    assert worded(talk, 1, "notes", "ja", " 静かに ").scenes[1].notes == Words(ja="静かに")
    assert worded(talk, None, "title", "en", "x" * 500).title == Words("x" * 120, "私の")
    assert revealing(talk, 2, 4).scenes[2].reveal == 4
    assert lasting(talk, 45).minutes == 45


def test_a_scene_that_goes_on_brings_nothing_of_the_text_that_was_written() -> None:
    written = HERE.changed(generated=(5, 6, 7), step=3).sampled(temperature=0.5)
    talk = recorded(recorded(EMPTY, "output", written, NAME), "features", written.changed(view="lens"), NAME)
    assert opened(talk, 1, Here("another")).generated == (5, 6, 7)
    assert moved(talk.scenes[1], Here("Ann"), Here("another")).generated == ()


@pytest.mark.parametrize("change", [lambda talk: without(talk, 0), lambda talk: exchanged(talk, 0, 1)])
def test_a_scene_keeps_its_text_when_the_one_that_brought_it_goes(change: Callable[[Talk], Talk]) -> None:
    talk = recorded(recorded(EMPTY, "context", HERE, NAME), "features", HERE.changed(view="lens"), NAME)
    before, after = opened(talk, 1, Here("another")), opened(change(talk), 0, Here("another"))
    assert (after.prompt, after.model, after.view) == (before.prompt, before.model, "lens")


def test_a_scene_that_still_follows_its_text_is_left_as_it_is() -> None:
    talk = recorded(recorded(EMPTY, "context", HERE, NAME), "features", HERE.changed(view="lens"), NAME)
    longer = replace(talk, scenes=(Scene("home"), *talk.scenes))
    assert without(longer, 0).scenes == talk.scenes
