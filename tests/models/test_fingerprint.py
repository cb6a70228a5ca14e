"""A fingerprint tells models apart by what they answer, and by nothing else."""

import gc
from dataclasses import replace
from pathlib import Path

import pytest
import torch

from explorer.errors import Refused
from explorer.models.fingerprint import fingerprint
from explorer.models.present import present
from explorer.models.sight import sight_of
from tests.models.tiny import CONFIGS, model_of, module_of, shared


@pytest.mark.parametrize("name", CONFIGS)
def test_the_same_weights_have_the_same_fingerprint(name: str) -> None:
    assert fingerprint(module_of(name)) == fingerprint(module_of(name))


def test_every_architecture_has_its_own() -> None:
    assert len({shared(name).fingerprint for name in CONFIGS}) == len(CONFIGS)


@pytest.mark.parametrize("which", [0, 7, -1])
def test_one_changed_number_changes_it(which: int) -> None:
    module = module_of("gpt2")
    before = fingerprint(module)
    weight = list(module.parameters())[which]
    with torch.no_grad():
        weight.view(-1)[-1] += 1e-6 + weight.view(-1)[-1].abs() * 1e-6
    assert fingerprint(module) != before


def test_what_the_config_makes_of_the_same_weights_counts() -> None:
    module = module_of("llama")
    before = fingerprint(module)
    module.config.rms_norm_eps *= 2
    assert fingerprint(module) != before


def test_eyes_count_as_they_take_a_picture() -> None:
    module = module_of("llava")
    sight = sight_of("llava", module.config)
    assert sight is not None
    blind, seeing, darker = (fingerprint(module, eyes) for eyes in (None, sight, replace(sight, mean=(0.1, 0.1, 0.1))))
    assert len({blind, seeing, darker}) == 3


def test_two_weights_in_each_others_places_are_other_weights() -> None:
    module = module_of("gpt2")
    before = fingerprint(module)
    one, other = (module.get_submodule(f"transformer.h.{n}.ln_1").get_parameter("weight") for n in range(2))
    with torch.no_grad():
        kept = one.clone()
        one.copy_(other)
        other.copy_(kept)
    assert fingerprint(module) != before


def test_name_folder_and_shards_play_no_part(tmp_path: Path) -> None:
    module = module_of("llama")
    before = fingerprint(module)
    for folder, size in (("one", "10GB"), ("many", "20KB")):
        module.save_pretrained(tmp_path / folder, max_shard_size=size)
        assert fingerprint(type(module).from_pretrained(tmp_path / folder)) == before
    assert len(list((tmp_path / "many").glob("*.safetensors"))) > 1


def test_a_model_is_present_while_somebody_holds_it_or_its_equal() -> None:
    one, other = model_of("phi", seed=5), model_of("phi", seed=5)
    asked = one.fingerprint
    del other
    gc.collect()
    assert present(asked) is one
    del one
    gc.collect()
    with pytest.raises(Refused, match="the model has left memory meanwhile: reload the page"):
        present(asked)
