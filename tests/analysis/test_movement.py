"""How far outputs moved, against plain torch loops over transformers' own modules."""

from typing import Any

import numpy as np
import pytest
import torch

from explorer.analysis.movement import compared, movement
from explorer.models.loader import assemble
from explorer.models.outputs import attn_output
from explorer.trace import Trace, trace
from tests.models.tiny import D_MODEL, N_LAYERS, N_VOCAB, Numbers, module_of, shared

IDS = (3, 1, 4, 1, 5, 9)
H, D_HEAD = 4, D_MODEL // 4


def test_a_model_has_not_moved_from_itself() -> None:
    read = trace(shared("llama"), IDS)
    found = movement(read, read, lambda _trace, layer: attn_output(shared("llama"), layer).weights)
    assert not any(moved.any() for moved in (found.heads, found.mlp, found.stream))
    for cosine in (found.heads_cosine, found.mlp_cosine, found.stream_cosine):
        np.testing.assert_allclose(cosine, 1)


def collected(module: Any) -> dict[str, list[torch.Tensor]]:
    """By kind, what plain forward hooks see: (T, D) each."""
    seen: dict[str, list[torch.Tensor]] = {"z": [], "mlp": [], "stream": []}
    for block in module.transformer.h:
        block.attn.c_proj.register_forward_pre_hook(lambda _m, given: seen["z"].append(given[0][0].clone()))
        block.mlp.register_forward_hook(lambda _m, _g, out: seen["mlp"].append(out[0].clone()))
    with torch.no_grad():
        out = module(torch.tensor([IDS]), output_hidden_states=True)
    seen["stream"] = [state[0] for state in out.hidden_states]
    return seen


def both(old: torch.Tensor, new: torch.Tensor) -> tuple[float, float]:
    apart = [((b - a).norm() / a.norm()).item() for a, b in zip(old, new, strict=True)]
    same = [torch.cosine_similarity(a, b, 0).item() for a, b in zip(old, new, strict=True)]
    return sum(apart) / len(apart), sum(same) / len(same)


def test_heads_mlps_and_the_stream_against_plain_loops() -> None:
    plain: list[Any] = [module_of("gpt2", seed=seed) for seed in (0, 1)]
    old, new = (collected(module) for module in plain)
    models = {seed: assemble("gpt2", module_of("gpt2", seed=seed), Numbers(N_VOCAB)) for seed in (0, 1)}
    by_print = {model.fingerprint: model for model in models.values()}

    def weights(read: Trace, layer: int) -> Any:
        return attn_output(by_print[read.fingerprint], layer).weights

    found = movement(trace(models[0], IDS), trace(models[1], IDS), weights)
    for layer in range(N_LAYERS):
        for head in range(H):
            rows = slice(head * D_HEAD, (head + 1) * D_HEAD)
            written = [
                seen["z"][layer][:, rows] @ module.transformer.h[layer].attn.c_proj.weight[rows]
                for seen, module in zip((old, new), plain, strict=True)
            ]
            got = found.heads[layer, head], found.heads_cosine[layer, head]
            assert got == pytest.approx(both(written[0], written[1]), rel=1e-4, abs=1e-5)
        got = found.mlp[layer], found.mlp_cosine[layer]
        assert got == pytest.approx(both(old["mlp"][layer], new["mlp"][layer]), rel=1e-4, abs=1e-5)
    for n in range(N_LAYERS):  # the last hidden state of transformers is normed
        got = found.stream[n], found.stream_cosine[n]
        assert got == pytest.approx(both(old["stream"][n], new["stream"][n]), rel=1e-4, abs=1e-5)


def test_what_was_nothing_is_infinitely_far_from_something() -> None:
    nothing, something = np.zeros((1, 3)), np.ones((1, 3))
    assert compared(nothing, something)[0] == np.inf
    assert [float(one) for one in compared(nothing, nothing)] == [0, 1]


def test_traces_of_other_ids_are_not_compared() -> None:
    model = shared("gpt2")
    with pytest.raises(ValueError, match="not of the same ids"):
        movement(trace(model, IDS), trace(model, IDS[:3]), lambda _trace, layer: attn_output(model, layer).weights)
