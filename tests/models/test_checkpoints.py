"""explorer-nano at each of its checkpoints is a model of its own, by name."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from transformers import GPT2Config, GPT2LMHeadModel

from explorer.errors import Refused
from explorer.models.catalogue import EMBEDDED, available, comes_along, find
from explorer.models.checkpoints import file_of, name_at, steps_in
from explorer.models.eight_bits import SCALE
from explorer.models.history import history_of
from explorer.models.loader import load
from explorer.models.model import Model
from explorer.trace.run import logits

NANO = "explorer-nano"
FOLDER = Path(find(NANO).location)
STEPS = steps_in(FOLDER)


@pytest.fixture(scope="module")
def opened() -> dict[int, Model]:
    return {step: load(find(name_at(NANO, step))) for step in STEPS}


def test_each_opens_and_no_two_are_alike(opened: dict[int, Model]) -> None:
    last = load(find(NANO))
    assert len({model.fingerprint for model in (*opened.values(), last)}) == len(STEPS) + 1
    assert {model.shape for model in opened.values()} == {last.shape}
    assert [model.name for model in opened.values()] == [f"{NANO}@{step}" for step in STEPS]


def test_the_history_knows_them_all() -> None:
    history = history_of(name_at(NANO, STEPS[1]))
    assert history is not None
    assert history.kept == (*STEPS, history.last)


def test_the_picker_lists_the_last_alone() -> None:
    assert [entry.name for entry in available() if entry.name.startswith(NANO)] == [NANO]
    assert all(comes_along(entry.name) for entry in EMBEDDED)
    assert comes_along(name_at(NANO, STEPS[0]))
    assert not comes_along("folder:mine")


@pytest.mark.parametrize("name", [f"{NANO}@3", f"{NANO}@007", f"{NANO}@", f"{NANO}@-1", "explorer-gpt@0"])
def test_a_step_that_was_not_kept_is_no_model(name: str) -> None:
    with pytest.raises(Refused, match="there is no model"):
        find(name)


def test_a_checkpoint_in_half_precision_is_that_checkpoint() -> None:
    assert find(f"{name_at(NANO, STEPS[0])}@bfloat16") == replace(
        find(name_at(NANO, STEPS[0])), name=f"{NANO}@{STEPS[0]}@bfloat16", precision="bfloat16"
    )


def test_before_its_first_step_it_expects_every_token_about_alike(opened: dict[int, Model]) -> None:
    model = opened[0]
    assert model.tokenizer.eot is not None
    rows = logits(model, (model.tokenizer.eot, *model.tokenizer.encode("Once upon a time. むかしむかし")))
    probs = torch.from_numpy(rows).double().softmax(-1).numpy()
    assert -np.log(probs).mean() == pytest.approx(np.log(model.shape.n_vocab), rel=0.02)
    assert probs.max() < 5 / model.shape.n_vocab


@pytest.mark.parametrize("step", STEPS[:: max(1, len(STEPS) // 3)])
def test_transformers_gives_the_same_logits_with_the_numbers_worked_out_by_hand(
    opened: dict[int, Model], step: int
) -> None:
    kept = load_file(file_of(FOLDER, step))
    weights = {
        name: weight * kept[name + SCALE].reshape(-1, 1) if name + SCALE in kept else weight
        for name, weight in kept.items()
        if not name.endswith(SCALE)
    }
    theirs = GPT2LMHeadModel(GPT2Config.from_pretrained(FOLDER))
    assert theirs.load_state_dict(weights, strict=False).missing_keys == ["lm_head.weight"]
    theirs.tie_weights()
    ids = tuple(opened[step].tokenizer.encode("The cat sat on the mat. 猫がいる。"))
    with torch.no_grad():
        expected = theirs.eval()(torch.tensor([ids])).logits[0].numpy()
    assert logits(opened[step], ids) == pytest.approx(expected, abs=2e-4)
