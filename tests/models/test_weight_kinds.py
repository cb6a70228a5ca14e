"""Every weight of a block is counted once, under the kind that it is."""

import numpy as np
import pytest
import torch

from explorer.models.architectures import blocks_of, parts_of
from explorer.models.model import Model
from explorer.models.weight_kinds import KINDS, squares_by_kind
from tests.models.tiny import CONFIGS, model_of, shared

LAYER = 1


def block(model: Model) -> torch.nn.Module:
    return blocks_of(model.module, parts_of(model.module.config))[LAYER]


@pytest.mark.parametrize("name", CONFIGS)
def test_the_kinds_together_are_all_weights_of_a_block(name: str) -> None:
    model = shared(name)
    every = sum(float(weight.detach().double().square().sum()) for weight in block(model).parameters())
    assert squares_by_kind(model)[LAYER].sum() == pytest.approx(every, rel=1e-9)


@pytest.mark.parametrize("name", CONFIGS)
def test_what_attention_writes_with_is_the_matrix_that_is_left(name: str) -> None:
    """By its path: of models whose attention's output is normed, it is the matrix before that norm."""
    model = shared(name)
    parts = parts_of(model.module.config)
    path = parts.attn_out if parts.attn_out.rpartition(".")[2] != "post_attention_layernorm" else "self_attn.o_proj"
    weight = block(model).get_submodule(path).get_parameter("weight").detach().double()
    found = squares_by_kind(model)[LAYER, KINDS.index("o")]
    assert found == pytest.approx(float(weight.square().sum()), rel=1e-9)


def test_only_the_kind_that_was_changed_is_longer() -> None:
    model = model_of("llama")
    before = squares_by_kind(model)
    with torch.no_grad():
        block(model).get_submodule("mlp.down_proj").get_parameter("weight").mul_(2)
    longer = squares_by_kind(model) / before
    expected = np.ones_like(before)
    expected[LAYER, KINDS.index("out")] = 4
    np.testing.assert_allclose(longer, expected, rtol=1e-6)
