"""A run as a file is the run: what is read again equals what the model computed, to the last bit."""

import json
from dataclasses import replace

import numpy as np
import pytest
from safetensors.numpy import load

from explorer.engine.runs import Run
from explorer.export import run_file
from explorer.session.here import Here
from tests.export.runs import run_there


@pytest.fixture(scope="module")
def run() -> Run:
    here = Here('Once upon a time <b>猫</b> "', model="explorer-gpt").changed(generated=(300, 400, 500), step=2)
    return run_there(here)


def test_safetensors_has_the_run_by_name_and_shape(run: Run) -> None:
    read = load(run_file.as_safetensors(run))
    shape, n = run.model.shape, len(run.tokens)
    assert {name: array.shape for name, array in read.items()} == {
        "tokens": (n,),
        "logits": (n, shape.n_vocab),
        "patterns": (shape.n_layers, shape.n_heads, n, n),
        "residual": (shape.n_layers + 1, n, shape.d_model),
    }
    assert tuple(read["tokens"]) == run.trace.ids
    np.testing.assert_array_equal(read["logits"], run.trace.logits)
    np.testing.assert_array_equal(read["patterns"][1], run.trace.pattern(1))
    np.testing.assert_array_equal(read["residual"][2], run.trace.resid(2))


def test_json_has_the_same_numbers_to_the_last_bit(run: Run) -> None:
    read = json.loads(run_file.as_json(run))
    whole = load(run_file.as_safetensors(run))
    for name, array in whole.items():
        assert read["shapes"][name] == list(array.shape)
        np.testing.assert_array_equal(np.asarray(read[name], array.dtype), array)
    assert read["run"]["prompt"] == run.question.prompt
    assert read["run"]["step"] == 2
    assert read["run"]["sampling"]["temperature"] == 1.0
    assert "".join(read["run"]["texts"]).startswith("Once·upon")


def test_how_many_numbers_there_are_is_known_before_any_is_computed(run: Run) -> None:
    arrays = run_file.arrays(run)
    assert run_file.numbers_of(run) == tuple(arrays[name].size for name in ("logits", "patterns", "residual"))


def test_what_is_too_large_is_refused_and_leads_to_the_smaller_file(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_file.refusal(run, "json") is None
    long = replace(run, tokens=run.tokens * 40)
    why = run_file.refusal(long, "json")
    assert why is not None
    assert "safetensors" in str(why)
    assert run_file.refusal(long, "safetensors") is None
    monkeypatch.setattr(run_file, "MOST_BYTES", 1000)
    assert run_file.refusal(run, "safetensors") is not None
