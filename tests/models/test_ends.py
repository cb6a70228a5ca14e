"""Where a model ends what it writes: against transformers' own `generate` on the same folder."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import AutoModelForCausalLM

from explorer.decoding.generation import Generation, play
from explorer.decoding.sampling import Sampling
from explorer.models.cached_logits import CachedLogits
from explorer.models.ends import ends_of
from explorer.models.loader import assemble, load
from tests.models.folders import change_config, entry, saved
from tests.models.tiny import N_VOCAB, Numbers, module_of

ASKED = (3, 1, 4)
N = 20


def settings(folder: Path, written: object) -> None:
    text = written if isinstance(written, str) else json.dumps(written)
    (folder / "generation_config.json").write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    saved(tmp_path / "tiny", "llama")
    (tmp_path / "tiny" / "generation_config.json").unlink()
    return tmp_path / "tiny"


def by_transformers(folder: Path) -> list[int]:
    module: Any = AutoModelForCausalLM.from_pretrained(folder)
    return module.generate(torch.tensor([ASKED]), do_sample=False, max_new_tokens=N, pad_token_id=0)[0].tolist()


def written(folder: Path) -> list[int]:
    model, generation = load(entry(folder)), Generation(ASKED)
    for longer in play(CachedLogits(model), generation, Sampling(temperature=0), ends=model.ends, n=N, n_ctx=40):
        generation = longer
    return list(generation.ids)


@pytest.mark.parametrize(
    ("of_generation", "of_model"),
    [
        (None, lambda coming: coming[5]),
        (None, lambda coming: [60, coming[4], coming[6]]),
        (lambda coming: {"eos_token_id": coming[3]}, lambda coming: coming[1]),
        (lambda coming: {"eos_token_id": [coming[7], coming[2], 1000]}, lambda coming: coming[0]),
        (lambda coming: "{", lambda coming: coming[2]),
    ],
)
def test_writing_ends_where_transformers_ends_it(folder: Path, of_generation: Any, of_model: Any) -> None:
    change_config(folder, eos_token_id=None)
    coming = by_transformers(folder)[len(ASKED) :]
    assert len(coming) == N
    change_config(folder, eos_token_id=of_model(coming))
    if of_generation:
        settings(folder, of_generation(coming))
    assert written(folder) == by_transformers(folder)
    assert len(written(folder)) < len(ASKED) + N


@pytest.mark.parametrize("silent", [{}, {"eos_token_id": None}, {"eos_token_id": []}, {"_from_model_config": True}])
def test_where_nothing_is_named_a_document_s_end_ends_it_and_not_what_transformers_does_not_ask(
    folder: Path, silent: dict[str, Any]
) -> None:
    change_config(folder, eos_token_id=7)
    settings(folder, silent)
    assert AutoModelForCausalLM.from_pretrained(folder).generation_config.eos_token_id in (None, [])
    assert load(entry(folder)).ends == {N_VOCAB - 1}


@pytest.mark.parametrize("wrong", [True, "7", 7.0, {"id": 7}, [True, "7", None]])
def test_what_is_no_id_is_no_end(folder: Path, wrong: object) -> None:
    settings(folder, {"eos_token_id": wrong})
    assert ends_of(folder, Numbers(N_VOCAB)) == {0}


def test_a_folder_without_settings_has_the_tokenizers_end(tmp_path: Path) -> None:
    assert ends_of(tmp_path, Numbers(N_VOCAB)) == {0}


def test_ends_that_a_model_cannot_write_are_left_out() -> None:
    model = assemble("mine", module_of("gpt2"), Numbers(N_VOCAB), ends=[-1, 0, N_VOCAB - 1, N_VOCAB])
    assert model.ends == {0, N_VOCAB - 1}
    assert assemble("mine", module_of("gpt2"), Numbers(N_VOCAB), ends=[]).ends == frozenset()
