"""What the workshops that come along ask about holds on the models; their files are refused as those of talks are."""

from functools import cache
from itertools import takewhile
from typing import Any

import pytest

from explorer.analysis.lens_readouts import lens_readouts
from explorer.engine import model_store
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.output.continuations import ways_of
from explorer.findings.output.greedy_ways import greedy_ways
from explorer.session.here import LANGUAGES, Here
from explorer.talks.reader import read, read_workshop
from explorer.talks.shipped import WORKSHOP_ORDER, WORKSHOPS, shipped_workshop
from explorer.talks.talk import opened
from explorer.talks.workshop import Workshop
from explorer.talks.workshop_shelf import counted_workshops, workshop_shelf
from explorer.views import registry
from explorer.views.registry import PLACES
from explorer.words import speak
from explorer.words.examples import Example
from tests.findings.embedded import run_at
from tests.promises import PROMISES
from tests.talks.test_reader import HEAD, SCENE
from tests.talks.test_scenes import HERE

TASK = SCENE + 'plain = { en = "Look.", ja = "見る。" }\nask = { en = "Why?", ja = "なぜ？" }\n'

PROMISED: list[tuple[str, int, str, str, dict[str, Any]]] = [
    ("know-or-say", 0, "en", "writes", {"text": "The capital of France is Paris."}),
    ("know-or-say", 1, "en", "writes", {"text": "The first person to walk on Mars was named John"}),
    (
        "know-or-say",
        2,
        "en",
        "forms",
        {"word": "·Armstrong", "least": 0.5, "first_from": 30, "behind": 50, "until": 29},
    ),
    ("know-or-say", 3, "en", "forms", {"word": "·Paris", "least": 0.6, "first_from": 28, "behind": 1000, "until": 23}),
    ("know-or-say", 4, "en", "ahead", {"word": "·Istanbul", "of": "·Ank", "least": 0.1}),
    ("know-or-say", 6, "en", "ahead", {"word": "·Istanbul", "of": "·Ank", "least": 0.1}),
    ("know-or-say", 7, "en", "writes", {"text": "I do not know that."}),
    ("know-or-say", 7, "ja", "writes", {"text": "それは知りません。"}),
    ("one-branch", 0, "en", "likely", {"words": {"·mom": 0.2, "·friends": 0.05, "·dad": 0.05}}),
    ("one-branch", 0, "ja", "likely", {"words": {"食": 0.6}}),
]
"""Workshop, task, language, and what tests/promises.py holds it to."""


@cache
def workshop(slug: str) -> Workshop:
    return shipped_workshop(slug, PLACES)


def run_of(slug: str, n: int, lang: str) -> Run:
    here = opened(workshop(slug).walk, n, Here("", lang))
    if here.model not in HERE:
        pytest.skip(f"{here.model} is not installed")  # README: the app works without it
    return run_at(here, model_store.ask(here.model).result())


@pytest.mark.parametrize("slug", WORKSHOP_ORDER)
def test_each_task_stands_alone_in_a_view_of_its_own_and_asks(slug: str) -> None:
    assert 6 <= len(workshop(slug).questions) <= 8
    for scene, question in zip(workshop(slug).walk.scenes, workshop(slug).questions, strict=True):
        assert "?" in question.ask.en
        assert question.hint
        for lang in LANGUAGES:
            assert scene.begins_anew(lang)
            assert registry.page(scene.page).view(scene.params(lang)["view"])


def test_all_workshops_are_offered_by_the_names_of_their_files() -> None:
    assert sorted(WORKSHOP_ORDER) == sorted(file.stem for file in WORKSHOPS.glob("*.toml"))
    assert [workshop(slug).slug for slug in WORKSHOP_ORDER] == list(WORKSHOP_ORDER)


@pytest.mark.parametrize(("slug", "n", "lang", "kind", "asked"), PROMISED, ids=lambda one: str(one)[:20])
def test_a_task_shows_what_it_asks_about(slug: str, n: int, lang: str, kind: str, asked: dict[str, Any]) -> None:
    PROMISES[kind](run_of(slug, n, lang), Example(lang, "", {"en": "", "ja": ""}), **asked)


def test_the_right_word_stands_before_the_wrong_one_up_to_the_layer_before_the_last() -> None:
    run = run_of("know-or-say", 5, "en")
    right, wrong = run.selection.token, int(run.trace.logits[run.position].argmax())
    assert right is not None
    assert run.texts_of([right, wrong]) == ["·Ank", "·Istanbul"]
    assert run.model.unembedding is not None
    lens = lens_readouts(run.trace, run.model.unembedding, positions=[run.position], k=1, follow=[right, wrong])
    ranks = lens.ranks[:, 0]
    assert len(ranks) == 31
    assert (ranks[24:30, 0] < ranks[24:30, 1]).all()
    assert (ranks[24:30] > 1).all()
    assert ranks[30].tolist() == [2, 1]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_hotter_the_sooner_the_same_text_parts(lang: str) -> None:
    cold, warm, hot = (sampled("one-branch", n, lang) for n in (1, 2, 3))
    assert shared(cold) >= 6
    assert shared(warm) <= 3
    assert len(set(warm)) == 3
    assert len({path[0] for path in hot}) == 3


@pytest.mark.parametrize("lang", LANGUAGES)
def test_each_first_token_would_have_been_followed_by_something(lang: str) -> None:
    ways = greedy_ways(run_of("one-branch", 5, lang))
    assert len({way[0] for way in ways}) == len(ways) == 3


def sampled(slug: str, n: int, lang: str) -> list[tuple[int, ...]]:
    """The three continuations that the view draws at its task's temperature."""
    return [way.tokens for way in ways_of(run_of(slug, n, lang), beams=3, n=12) if way.kind == "sampled"]


def shared(paths: list[tuple[int, ...]]) -> int:
    """With how many tokens they all begin alike."""
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, zip(*paths, strict=False)))


def test_a_task_is_a_scene_that_asks() -> None:
    read_one = read_workshop(HEAD + TASK, PLACES)
    assert read_one.questions[0].ask.en == "Why?"
    assert not read_one.questions[0].hint
    assert read_one.walk.scenes[0].plain.ja == "見る。"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (TASK.replace("ask", "answer"), "Line 9: answer is not known here"),
        (SCENE + 'ask = { en = "Why?", ja = "なぜ？" }\n', "plain.en is missing"),
        (SCENE + 'plain = { en = "Look.", ja = "見る。" }\n', "ask.en is missing"),
        (TASK + f'hint.en = "{"x" * 401}"\nhint.ja = "x"\n', "Line 10: hint.en is longer than 400 characters"),
    ],
)
def test_what_is_no_task_is_refused_with_its_line(text: str, why: str) -> None:
    with pytest.raises(Refused) as refused:
        read_workshop(HEAD + text, PLACES)
    assert why in str(refused.value)


def test_a_talk_asks_nothing() -> None:
    with pytest.raises(Refused, match="Line 10: ask is not known here"):
        read(HEAD + TASK.replace("[[scene]]", "\n[[scene]]"), PLACES)


def test_a_card_has_a_link_for_the_room_and_nothing_to_edit() -> None:
    speak("en")
    shelf = workshop_shelf([workshop(slug) for slug in WORKSHOP_ORDER])
    assert [card.href for card in shelf.cards] == [f"talks?lang=en&workshop={slug}" for slug in WORKSHOP_ORDER]
    assert (shelf.labels.edit, shelf.labels.room, shelf.room(1)) == ("", "Open a room", 1)
    assert shelf.cards[0].facts == "60 minutes · 8 tasks"
    assert counted_workshops([workshop("one-branch")]).startswith("1 workshop with 7 tasks")
