"""The run of a place: right for every visitor, refused in words where there is none."""

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch

from explorer.engine import cache, memory, model_store
from explorer.engine.memory import bytes_of
from explorer.engine.runs import trace_of
from explorer.errors import Refused
from explorer.models.present import present
from explorer.session.here import Here
from explorer.session.player import ending
from tests.findings.embedded import run_at, run_ready


@pytest.fixture(scope="module")
def model():
    return model_store.ask("explorer-gpt").result()


def test_the_run_is_the_models_own_forward(model) -> None:
    run = run_at(Here("Once upon a time"), model)
    with torch.inference_mode():
        expected = model.module(torch.tensor([run.trace.ids])).logits[0].numpy()
    np.testing.assert_allclose(run.trace.logits, expected, atol=1e-4)
    assert [token.id for token in run.tokens] == list(run.trace.ids)


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ("", "the prompt is empty, so there is nothing to follow: type a sentence, or pick an example"),
        ("a" * 100_000, "the prompt has 100000 characters, and at most 20000 are read here: shorten it"),
        ("word " * 600, "explorer-gpt reads at most 512: shorten it, or pick a model with a longer context"),
    ],
)
def test_what_cannot_be_run_is_said_with_its_remedy(model, prompt: str, words: str) -> None:
    with pytest.raises(Refused) as refused:
        run_at(Here(prompt), model)
    assert words in str(refused.value)


@pytest.mark.parametrize(
    "prompt", ["\x00\x07\x1b[31m", "مرحبا بالعالم", "👨‍👩‍👧 🇯🇵", "<script>alert(1)</script>", "a", " ", "東"]
)
def test_any_text_runs(model, prompt: str) -> None:
    run = run_at(Here(prompt), model)
    assert np.isfinite(run.trace.logits).all()
    assert model.tokenizer.decode(run.trace.ids) == prompt


def test_generated_ids_beyond_the_context_are_left_out(model) -> None:
    run = run_at(Here("a", generated=(5,) * 600, step=600), model)
    assert len(run.trace.ids) == model.shape.n_ctx


def test_ids_that_the_model_does_not_have_are_left_out(model) -> None:
    assert run_at(Here("a", generated=(5, 99_999), step=2), model).generation.generated == ()


def test_a_selection_outside_the_run_is_moved_inside(model) -> None:
    run = run_at(Here("a b c", layer=99, head=99, position=99), model)
    assert (run.layer, run.head, run.position) == (7, 7, len(run.tokens) - 1)


def test_stepping_token_by_token_gives_what_one_forward_gives(model) -> None:
    here = Here("Once upon a time", lang="en")
    for _ in range(8):
        run = run_at(here, model)
        longer = run.generation.stepped(run.next_id)
        here = here.changed(generated=longer.generated, step=longer.step)
    stepped = run_at(here, model).trace
    with torch.inference_mode():
        whole = model.module(torch.tensor([stepped.ids])).logits[0].numpy()
    np.testing.assert_allclose(stepped.logits, whole, atol=2e-4)


def test_eight_visitors_never_see_one_anothers_numbers(model) -> None:
    prompts = [f"Visitor {n} says something {'very ' * n}long" for n in range(8)]
    alone = {
        prompt: model.module(torch.tensor([model.tokenizer.encode(prompt)])).logits[0].detach() for prompt in prompts
    }

    def visits(prompt: str) -> bool:
        here = Here(prompt)
        for _ in range(6):
            run = run_at(here, model)
            n = len(run.generation.prompt_ids)
            if not np.allclose(run.trace.logits[:n], alone[prompt].numpy(), atol=2e-4):
                return False
            longer = run.generation.stepped(run.next_id)
            here = here.changed(generated=longer.generated, step=longer.step)
        return True

    with ThreadPoolExecutor(8) as threads:
        assert all(threads.map(visits, prompts))


def test_the_same_trace_is_not_made_twice(model) -> None:
    ids = tuple(model.tokenizer.encode("made once"))
    assert trace_of(model, ids) is trace_of(model, ids)


def test_a_run_is_there_once_the_model_is(model, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "never-asked-for").mkdir()
    (tmp_path / "never-asked-for" / "config.json").touch()
    monkeypatch.setenv("EXPLORER_MODELS", str(tmp_path))
    assert run_ready(Here("x", model="folder:never-asked-for")) is None
    run = run_ready(Here("x"))
    assert run is not None
    assert run is run_ready(Here("x"))


def test_a_model_that_there_is_not_is_refused_without_being_asked_for() -> None:
    with pytest.raises(Refused, match="there is no model 'nothing': take one of"):
        run_ready(Here("x", model="nothing"))


def test_a_trace_too_large_for_the_memory_is_refused_before_it_is_made(model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_BYTES", bytes_of(model.shape, 8))
    with pytest.raises(Refused) as refused:
        run_at(Here("one two three four five six seven eight nine ten"), model)
    assert "what explorer-gpt computes of more than 8 does not fit into memory here: shorten it" in str(refused.value)


def test_what_is_generated_ends_where_the_memory_does(model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(memory, "MOST_BYTES", bytes_of(model.shape, 8))
    run = run_at(Here("a", generated=(5,) * 20, step=20), model)
    assert len(run.trace) == 8
    assert ending(run) == "n_ctx"


def test_ten_visitors_who_ask_the_same_wait_for_one_forward(model) -> None:
    passes, together = [], threading.Barrier(10)
    ids = tuple(model.tokenizer.encode("asked for by ten at once"))

    def count(_module: object, _args: object, given: dict[str, Any]) -> None:
        passes.append(given["input_ids"][0].tolist() == list(ids))  # a job of another test may run beside it

    # Of several models with equal weights any may answer.
    handle = present(model.fingerprint).module.register_forward_pre_hook(count, with_kwargs=True)

    def ask(_n: int) -> object:
        together.wait()
        return trace_of(model, ids)

    with ThreadPoolExecutor(10) as threads:
        found = list(threads.map(ask, range(10)))
    handle.remove()
    assert sum(passes) == 1
    assert len(set(map(id, found))) == 1


def test_a_model_that_is_forgotten_takes_its_runs_along(model) -> None:
    run_ready(Here("soon forgotten"))
    cache.forget(model.name)
    assert not [key for key in cache.cache._kept if isinstance(key, tuple) and model.name in key]


def test_a_patterns_weight_is_seen_once_somebody_has_looked(model) -> None:
    here = Here("a text of a few words, looked at in every layer")
    run = run_ready(here)
    assert run is not None
    light = cache.cache.bytes
    sizes = [run.trace.pattern(layer).nbytes for layer in range(model.shape.n_layers)]
    trace_of(model, run.trace.ids)
    assert cache.cache.bytes - light >= sum(sizes)
