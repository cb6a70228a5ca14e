"""How far weights moved, against plain loops, and whose they are, against the traces."""

from typing import Any

import numpy as np
import pytest
import torch

from explorer.errors import Refused
from explorer.models.loader import assemble
from explorer.models.model import Model
from explorer.models.weight_changes import projections, weight_changes
from explorer.trace import trace
from tests.models.tiny import CAUSAL, CONFIGS, D_MODEL, MASKED, N_LAYERS, N_VOCAB, Numbers, model_of, module_of, shared

IDS = (3, 1, 4, 1, 5)
LAYER = 1


@pytest.mark.parametrize("name", CONFIGS)
def test_a_model_has_not_moved_from_itself(name: str) -> None:
    found = weight_changes(shared(name), shared(name))
    for values in (found.q, found.k, found.v, found.o, found.heads, found.attention, found.mlp):
        assert not values.any()
    assert found.embeddings == 0
    assert found.positions in (None, 0)


def nudged(name: str, kind: str, head: int) -> Model:
    """The model, with the matrix of one head of LAYER moved."""
    made = model_of(name)
    with torch.no_grad():
        projections(made, LAYER)[kind][head] *= 1.5
    return made


@pytest.mark.parametrize("name", [*CAUSAL, *MASKED])
@pytest.mark.parametrize("kind", ["q", "k", "v"])
def test_the_matrix_of_a_head_is_the_one_that_makes_its_vectors(name: str, kind: str) -> None:
    """Other heads' vectors stay, but for OLMo 2, whose norm goes over all of them."""
    model, head = shared(name), 1 if shared(name).shape.n_kv_heads > 1 else 0
    moved = nudged(name, kind, head)
    old, new = (trace(one, IDS)[f"blocks.{LAYER}.attn.hook_{kind}"] for one in (model, moved))
    differ = np.abs(old - new).max((1, 2)) > 1e-6
    normed = name.startswith("qwen3") or name.startswith("gemma3") or name == "stablelm in parallel"
    if name == "olmo2" and kind != "v":
        assert differ.all()
    elif normed and kind != "v":  # a norm over each head takes the length of its vectors away again
        assert not differ[[at for at in range(len(differ)) if at != head]].any()
    else:
        assert differ.tolist() == [at == head for at in range(len(differ))]


@pytest.mark.parametrize("name", ["gpt2", "llama", "gpt_neox", "phi3", "modernbert", "bert"])
def test_only_what_was_moved_has_moved_and_by_how_much(name: str) -> None:
    for kind in "qkv":
        found = weight_changes(shared(name), nudged(name, kind, 0))
        shared_by = shared(name).shape.n_heads // (1 if kind == "q" else shared(name).shape.n_kv_heads)
        heads = 1 if kind == "q" else shared_by
        expected = np.zeros((N_LAYERS, shared(name).shape.n_heads))
        expected[LAYER, :heads] = 0.5
        np.testing.assert_allclose(getattr(found, kind), expected, rtol=1e-5)
        assert not found.mlp.any()
        assert (found.heads[LAYER, :heads] > 0).all()
        assert found.attention[LAYER] > 0


def test_gpt2_against_plain_loops() -> None:
    old: Any = module_of("gpt2")
    new: Any = module_of("gpt2", seed=1)
    found = weight_changes(*(assemble("gpt2", one, Numbers(N_VOCAB)) for one in (old, new)))
    blocks = [one.transformer.h for one in (old, new)]
    d = D_MODEL // 4
    for layer in range(N_LAYERS):
        a, b = (block[layer] for block in blocks)
        for head in range(4):
            for at, kind in enumerate("qkv"):
                columns = slice(at * D_MODEL + head * d, at * D_MODEL + (head + 1) * d)
                one, other = (block.attn.c_attn.weight[:, columns] for block in (a, b))
                expected = ((other - one).norm() / one.norm()).item()
                assert getattr(found, kind)[layer, head] == pytest.approx(expected, rel=1e-5)
            one, other = (block.attn.c_proj.weight[head * d : (head + 1) * d] for block in (a, b))
            assert found.o[layer, head] == pytest.approx(((other - one).norm() / one.norm()).item(), rel=1e-5)
        one, other = (
            torch.cat([block.mlp.c_fc.weight.flatten(), block.mlp.c_proj.weight.flatten()]) for block in (a, b)
        )
        assert found.mlp[layer] == pytest.approx(((other - one).norm() / one.norm()).item(), rel=1e-5)
        one, other = (
            torch.cat([block.attn.c_attn.weight.flatten(), block.attn.c_proj.weight.flatten()]) for block in (a, b)
        )
        assert found.attention[layer] == pytest.approx(((other - one).norm() / one.norm()).item(), rel=1e-5)
    tables = [(one.transformer.wte.weight, one.transformer.wpe.weight) for one in (old, new)]
    for got, one, other in zip((found.embeddings, found.positions), *tables, strict=True):
        assert got == pytest.approx(((other - one).norm() / one.norm()).item(), rel=1e-5)


def test_models_of_other_shapes_are_refused_in_one_sentence() -> None:
    with pytest.raises(Refused, match="gpt2 and llama are not of one architecture and shape, so that their weights"):
        weight_changes(shared("gpt2"), shared("llama"))
