"""What a slide says, and where its neighbours are."""

from dataclasses import replace

import pytest

from explorer.components.payload import Dropped
from explorer.engine import model_store
from explorer.session.here import Here
from explorer.shell.stage import neighbours, plain_text, stage
from explorer.talks.talk import Scene, Talk, Words
from explorer.views import scenes
from explorer.views.registry import PAGES
from explorer.words import speak

HERE = Here("a cat", stage=True)
WALK = [(page.slug, view.slug) for page in PAGES for view in page.views]
TALK = Talk(
    "tiny",
    Words("A talk", "講演"),
    scenes=(
        Scene(
            "tokens",
            title=Words("One", "一"),
            plain=Words("Plainly.", "やさしく。"),
            notes=Words("Slowly.", "ゆっくり。"),
        ),
        Scene("context", {"view": "two-masks"}, reveal=3, title=Words("Two", "二"), technical=Words("QK", "QK")),
    ),
)


@pytest.fixture(autouse=True)
def _english() -> None:
    speak("en")


@pytest.fixture
def talk(monkeypatch: pytest.MonkeyPatch) -> Here:
    """Where somebody stands who gives it."""
    monkeypatch.setattr(scenes, "find", {"tiny": TALK}.get)
    return replace(HERE, talk="tiny")


def test_the_walk_through_all_views_is_the_same_forwards_and_backwards() -> None:
    titles = [(before, after) for before, after in map(_around, WALK)]
    assert titles[0][0] == titles[-1][1] == ""
    names = [titles[1][0], *(after for _, after in titles[:-1])]
    assert [before for before, _ in titles] == ["", *names[:-1]]
    assert len(set(names)) == len(WALK)


def _around(place: tuple[str, str]) -> tuple[str, str]:
    page, view = place
    around = neighbours(replace(HERE, view=view), page, None)
    before, after = around["before"], around["after"]
    return (before.title if before else "", after.title if after else "")


def test_views_that_do_not_apply_to_a_model_are_passed_over() -> None:
    encoder = model_store.ask("explorer-bert").result()
    after = neighbours(replace(HERE, view=""), "decoding", encoder)["after"]
    assert after is not None
    assert after.title == "Output: Every gap"


def test_a_view_that_is_no_talks_begins_with_its_first_part_and_says_whose_it_is() -> None:
    slide = stage(replace(HERE, view="two-masks"), None, "context")
    assert (slide.title, slide.page, slide.reveal) == ("Two masks", "Context: where each token looks", 1)
    assert slide.place == "context/two-masks"
    assert "**" not in slide.notes
    assert slide.notes


def test_a_scene_has_its_own_words_notes_and_number(talk: Here) -> None:
    slide = stage(talk, None, "tokens")
    assert (slide.title, slide.words, slide.notes, slide.count) == ("One", "Plainly.", "Slowly.", "1 / 2")
    assert (slide.before, slide.after, slide.reveal) == ("", "Two", None)


def test_a_scene_speaks_the_visitors_language_and_shows_as_much_as_it_says(talk: Here) -> None:
    slide = stage(replace(talk, scene=1, lang="ja"), None, "context")
    assert (slide.title, slide.technical, slide.reveal, slide.before) == ("二", "QK", 3, "一")


def test_from_another_page_the_way_back_is_the_scene_itself(talk: Here) -> None:
    away = stage(replace(talk, scene=1), None, "output")
    assert (away.before, away.after, away.count) == ("Two", "", "")


def test_a_talk_that_is_not_there_leaves_the_walk(talk: Here) -> None:
    for lost in (replace(talk, talk="other"), replace(talk, scene=7)):
        assert stage(lost, None, "tokens").count == ""


def test_only_a_neighbour_that_exists_can_be_asked_for(talk: Here) -> None:
    slide = stage(talk, None, "tokens")
    assert slide.scene("after") == "after"
    for sent in ("before", "elsewhere", None):
        with pytest.raises(Dropped):
            slide.scene(sent)


def test_markdown_of_our_own_is_told_without_its_signs() -> None:
    assert plain_text("- a **query**, *not* `code`: $QK$") == "- a query, not code: QK"
