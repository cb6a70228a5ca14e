"""The shelf: what cannot be loaded is refused in words, and what nobody asks for any longer goes."""

import logging
from collections import OrderedDict
from pathlib import Path
from types import SimpleNamespace

import pytest

from explorer.engine import model_store
from explorer.errors import Refused
from explorer.models import loader
from explorer.models.catalogue import DEFAULT


@pytest.fixture(autouse=True)
def loaded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """An empty model_store, seven folders a to g, and a loader that only notes what it was asked to load."""
    names: list[str] = []
    for letter in "abcdefg":
        (tmp_path / letter).mkdir()
        (tmp_path / letter / "config.json").touch()

    def load(entry):
        names.append(entry.name)
        return SimpleNamespace(name=entry.name)

    monkeypatch.setenv("EXPLORER_MODELS", str(tmp_path))
    monkeypatch.setattr(model_store, "_models", OrderedDict())
    monkeypatch.setattr(model_store, "HEAD_START", 0.0)
    monkeypatch.setattr(loader, "load", load)
    return names


def get(letters: str) -> None:
    for letter in letters:
        model_store.ask(f"folder:{letter}").result()


def on_the_shelf() -> str:
    return "".join(name.removeprefix("folder:") for name in model_store._models if name.startswith("folder:"))


def test_a_name_that_there_is_not_is_refused_and_not_kept() -> None:
    for n in range(100):
        name = f"nothing-{n}"
        assert model_store.peek(name) is not None
        assert model_store.there(name)
        with pytest.raises(Refused, match=f"there is no model 'nothing-{n}'"):
            model_store.ask(name).result()
    assert not model_store._models


def test_nobody_has_asked_for_a_model_until_somebody_does(loaded: list[str]) -> None:
    assert model_store.peek(DEFAULT) is None
    assert model_store.loaded(DEFAULT) is None
    model_store.ask(DEFAULT).result()
    assert model_store.there(DEFAULT)
    assert model_store.loaded(DEFAULT) is model_store.ask(DEFAULT).result()
    assert loaded == [DEFAULT]


def test_four_models_stay_beside_the_embedded_ones() -> None:
    model_store.ask(DEFAULT).result()
    get("abcdefg")
    assert on_the_shelf() == "defg"
    assert model_store.there(DEFAULT)


def test_those_go_that_nobody_has_asked_for_in_the_longest_time(loaded: list[str]) -> None:
    get("abcd")
    model_store.peek("folder:a")
    get("be")
    assert on_the_shelf() == "dabe"
    get("c")
    assert loaded == [f"folder:{letter}" for letter in "abcdec"]


def test_one_that_is_being_loaded_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    get("a")
    monkeypatch.setattr(model_store._models["folder:a"], "done", lambda: False)
    get("bcdef")
    assert on_the_shelf() == "acdef"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), "invalid start byte"),
        (RecursionError(), "RecursionError"),
        (ZeroDivisionError("division by zero\nin a layer"), r"\(division by zero\)"),
    ],
)
def test_whatever_goes_wrong_is_said_in_one_sentence_and_logged(
    error: Exception, reason: str, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def load(entry):
        raise error

    monkeypatch.setattr(loader, "load", load)
    with (
        caplog.at_level(logging.ERROR),
        pytest.raises(Refused, match=f"folder:a cannot be loaded .*{reason}.*: choose another model"),
    ):
        get("a")
    assert model_store.loaded("folder:a") is None
    assert "folder:a" in caplog.text


def test_a_refusal_stays_as_it_was_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def load(entry):
        raise Refused("{model} is quantized: choose the same model in full precision", model=entry.name)

    monkeypatch.setattr(loader, "load", load)
    with pytest.raises(Refused, match=r"^folder:a is quantized: choose the same model in full precision$"):
        get("a")
