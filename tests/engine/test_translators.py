"""Models of two stacks are loaded once, and those that nobody asks for make room."""

from collections import OrderedDict
from pathlib import Path

import pytest

from explorer.engine import translators
from explorer.engine.current import engine
from explorer.errors import Refused
from tests.models.two_stacks.tiny import saved


@pytest.fixture(autouse=True)
def _empty(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(translators, "_models", OrderedDict())


def test_a_folder_is_loaded_once_until_it_is_forgotten(own_models: Path) -> None:
    saved(own_models / "mine")
    first = translators.ask("folder:mine").result()
    assert translators.ask("folder:mine").result() is first
    translators.forget("folder:mine")
    assert translators.ask("folder:mine").result() is not first


def test_those_asked_for_long_ago_make_room(own_models: Path) -> None:
    names = [f"folder:{letter}" for letter in "abcd"]
    for name in names:
        saved(own_models / name.removeprefix("folder:"))
        translators.ask(name).result()
    assert list(translators._models) == names[-translators.MOST :]


def test_what_is_no_translator_says_so() -> None:
    with pytest.raises(Refused, match="has one stack"):
        translators.ask("explorer-gpt").result()


def test_the_engine_answers_by_fingerprint_alone(own_models: Path) -> None:
    saved(own_models / "mine")
    model = translators.ask("folder:mine").result()
    source, target = (3, 5, 1), (0, 4)
    trace = engine.two_stacks(model.fingerprint, source, target)
    assert (trace.source, trace.target) == (source, target)
    assert engine.target_logits_of(model.fingerprint, "text", source, [target]).shape == (1, model.shape.n_vocab)
    assert engine.hidden_one_by_one(model.fingerprint, source, target, ((0, 1),)).shape == (2, 1)
    engine.close("text")
