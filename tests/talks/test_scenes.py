"""What the talks that come along promise holds on the models, and each of their scenes can be shown."""

from functools import cache
from typing import Any

import numpy as np
import pytest

from explorer.engine import model_store
from explorer.engine.runs import Run
from explorer.models.catalogue import available
from explorer.session.here import LANGUAGES, Here
from explorer.talks.models import named
from explorer.talks.packed import packed, unpacked
from explorer.talks.reader import read
from explorer.talks.shipped import FOLDER, ORDER, shipped
from explorer.talks.talk import Scene, Talk, opened
from explorer.talks.writer import write
from explorer.views import registry
from explorer.views.registry import PLACES
from explorer.words.examples import Example
from tests.findings.embedded import run_at
from tests.promises import PROMISES

HERE = {entry.name for entry in available() if entry.source != ""}
"""The models that this machine has."""

FRANCE = {"word": "·France", "least": 0.9, "first_from": 30, "behind": 100, "until": 24}
PARIS = {"word": "·Paris", "least": 0.6, "first_from": 28, "behind": 1000, "until": 23}
PROMISED: list[tuple[str, int, str, str, dict[str, Any]]] = [
    ("ten-minutes", 0, "en", "likely", {"words": {"·loved": 0.4}}),
    ("ten-minutes", 0, "ja", "likely", {"words": {"食": 0.6}}),
    ("ten-minutes", 3, "en", "looks", {"at": "·Lily", "least": 0.5}),
    ("ten-minutes", 3, "ja", "looks", {"at": "飯", "least": 0.5}),
    ("ten-minutes", 8, "en", "writes", {"text": "Paris."}),
    ("ten-minutes", 8, "ja", "writes", {"text": "黄色です。"}),
    ("inside-attention", 0, "en", "looks", {"at": "·Lily", "least": 0.5}),
    ("inside-attention", 0, "ja", "looks", {"at": "飯", "least": 0.5}),
    ("inside-attention", 4, "en", "induces", {"at": "·fro", "least": 0.5}),
    ("inside-attention", 4, "ja", "looks", {"at": "好", "least": 0.5}),
    ("inside-attention", 7, "en", "looks", {"at": "Once", "least": 0.5}),
    ("inside-attention", 7, "ja", "looks", {"at": "お", "least": 0.5}),
    ("paris-in-france", 0, "en", "likely", {"words": {"·France": 0.9}}),
    ("paris-in-france", 2, "en", "forms", FRANCE),
    ("paris-in-france", 3, "en", "looks", {"at": "·Paris", "least": 0.6}),
    ("paris-in-france", 5, "en", "forms", PARIS),
    ("paris-in-france", 6, "en", "ahead", {"word": "·Istanbul", "of": "·Ank", "least": 0.1}),
    ("paris-in-france", 7, "en", "likely", {"words": {"·Armstrong": 0.5}}),
]
"""Talk, scene, language, and what tests/promises.py holds it to."""


def every_scene() -> list[tuple[str, int, str]]:
    return [(slug, n, lang) for slug in ORDER for n in range(len(talk(slug).scenes)) for lang in LANGUAGES]


@cache
def talk(slug: str) -> Talk:
    return shipped(slug, PLACES)


def place_of(slug: str, n: int, lang: str) -> Here:
    return opened(talk(slug), n, Here("", lang))


def run_of(slug: str, n: int, lang: str, **fields: Any) -> Run:
    here = place_of(slug, n, lang).changed(**fields)
    if here.model not in HERE:
        pytest.skip(f"{here.model} is not installed")  # README: the app works without it
    return run_at(here, model_store.ask(here.model).result())


def test_all_talks_are_offered_by_the_names_of_their_files() -> None:
    assert sorted(ORDER) == sorted(file.stem for file in FOLDER.glob("*.toml"))
    assert [talk(slug).slug for slug in ORDER] == list(ORDER)


@pytest.mark.parametrize("slug", ORDER)
def test_a_talk_can_be_sent_as_a_link_and_written_again(slug: str) -> None:
    assert unpacked(packed(talk(slug)), PLACES) == talk(slug)
    assert talk(slug).filled() == talk(slug)
    assert 6 <= len(talk(slug).scenes) <= 14
    assert all(scene.plain and scene.technical and scene.notes for scene in talk(slug).scenes)
    assert read(write(talk(slug)), PLACES) == talk(slug)


@pytest.mark.parametrize(("slug", "n", "lang"), every_scene())
def test_a_scene_opens_a_view_that_applies_to_its_model(slug: str, n: int, lang: str) -> None:
    here, scene = place_of(slug, n, lang), talk(slug).scenes[n]
    view = registry.page(scene.page).view(here.view)
    assert view is not None
    assert here.prompt
    if here.model in HERE:
        model = model_store.ask(here.model).result()
        assert view.unmet(model) is None
        assert (here.layer or 0) < model.shape.n_layers
        assert (here.head or 0) < model.shape.n_heads


@pytest.mark.parametrize(("slug", "n", "lang", "kind", "asked"), PROMISED, ids=lambda one: str(one)[:20])
def test_a_scene_shows_what_it_promises(slug: str, n: int, lang: str, kind: str, asked: dict[str, Any]) -> None:
    PROMISES[kind](run_of(slug, n, lang), Example(lang, "", {"en": "", "ja": ""}), **asked)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_head_that_is_silenced_made_the_answer_likelier(lang: str) -> None:
    whole, silenced = run_of("inside-attention", 5, lang), run_of("inside-attention", 6, lang)
    assert len(silenced.question.edits) == 1
    assert whole.trace.ids == silenced.trace.ids
    likeliest = int(whole.trace.logits[whole.position].argmax())
    assert log_probability(whole, likeliest) - log_probability(silenced, likeliest) > 0.3


def log_probability(run: Run, token: int) -> float:
    """Nats."""
    logits = run.trace.logits[run.position].astype(np.float64)
    return float(logits[token] - np.logaddexp.reduce(logits))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_first_scenes_of_ten_minutes_go_on_with_the_text_of_the_audience(lang: str) -> None:
    assert [scene.begins_anew(lang) for scene in talk("ten-minutes").scenes] == [True, *[False] * 7, True, False]


def test_the_answer_about_paris_stands_in_no_token_and_follows_the_city() -> None:
    run = run_of("paris-in-france", 1, "en")
    assert "France" not in run.question.prompt
    assert (run.model.shape.n_layers, run.model.shape.n_vocab) == (30, 49_152)
    moved = run_of("paris-in-france", 0, "en", prompt="The Louvre is in Tokyo, the capital of")
    assert moved.texts_of([int(moved.trace.logits[-1].argmax())]) == ["·Japan"]


def test_a_talk_names_the_models_that_it_asks_for() -> None:
    assert named(talk("paris-in-france")) == ["SmolLM2-135M-Instruct"]
    assert named(Talk("t", talk("ten-minutes").title, scenes=(Scene("home"),))) == []
