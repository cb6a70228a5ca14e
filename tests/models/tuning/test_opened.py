"""A folder with an adapter alone, opened on the model of the catalogue that it names."""

import json
from pathlib import Path

import numpy as np
import pytest

from explorer.errors import Refused
from explorer.models.catalogue import EMBEDDED, find
from explorer.models.loader import load
from explorer.models.tuning import lora
from explorer.models.tuning.adapter_files import CONFIG, files_of
from explorer.trace.run import logits
from tests.findings.embedded import model as gpt
from tests.models.tuning.numbers import adapter

IDS = (5, 6, 7, 8)


def put(folder: Path, **told: str) -> None:
    """An adapter for explorer-gpt, as peft's folder has it."""
    folder.mkdir()
    for name, data in files_of(adapter(gpt(), rank=1), "card").items():
        (folder / name).write_bytes(data)
    config = json.loads((folder / CONFIG).read_text()) | told
    (folder / CONFIG).write_text(json.dumps(config))


def test_its_updates_are_added_to_the_model_that_it_names(own_models: Path) -> None:
    put(own_models / "mine")
    found = load(find("folder:mine"))
    wished = lora.merged(gpt(), adapter(gpt(), rank=1), "x")
    assert np.array_equal(logits(found, IDS), logits(wished, IDS))
    assert found.limits[-1:] == ("it is explorer-gpt with an adapter (LoRA) of rank 1 added to its weights",)


@pytest.mark.parametrize("name", ["somebody/explorer-gpt", "C:\\models\\explorer-gpt", "/home/a/explorer-gpt/"])
def test_a_longer_name_is_looked_up_by_its_last_part(own_models: Path, name: str) -> None:
    put(own_models / "mine", base_model_name_or_path=name)
    assert load(find("folder:mine")).shape == gpt().shape


def test_a_fingerprint_names_a_model_that_is_loaded(own_models: Path) -> None:
    put(own_models / "mine", base_model_name_or_path=gpt().fingerprint)
    assert load(find("folder:mine")).shape == gpt().shape


@pytest.mark.parametrize("name", ["nobody/knows-it", "mine", "folder:mine", "../explorer-gpt/.."])
def test_a_model_that_is_not_here_is_not_fetched(own_models: Path, name: str) -> None:
    put(own_models / "mine", base_model_name_or_path=name)
    with pytest.raises(Refused, match="not among the models here: put that model beside it"):
        load(find("folder:mine"))


def test_an_adapter_for_a_model_of_another_size_is_refused(own_models: Path) -> None:
    other = next(entry.name for entry in EMBEDDED if entry.name == "explorer-draft")
    put(own_models / "mine", base_model_name_or_path=other)
    with pytest.raises(Refused, match="does not have in this size"):
        load(find("folder:mine"))


def test_one_that_was_trained_on_other_weights_says_so(own_models: Path) -> None:
    put(own_models / "mine", base_model_name_or_path="explorer-chat")
    found = load(find("folder:mine"))
    assert "other weights than explorer-chat has here" in found.limits[-1]
