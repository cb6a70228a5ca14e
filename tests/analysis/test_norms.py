from typing import Any

import numpy as np
import pytest
import torch

from explorer.analysis.norms import added_norms, residual_norms
from tests.analysis.runs import IDS, oracle, run
from tests.models.tiny import N_LAYERS, module_of


def test_the_norms_are_those_of_transformers_hidden_states() -> None:
    hidden = oracle(output_hidden_states=True).hidden_states
    norms = residual_norms(run())
    assert norms.shape == (N_LAYERS + 1, len(IDS))
    # transformers' last hidden state is behind the final norm, which the stream is not.
    for layer in range(N_LAYERS):
        np.testing.assert_allclose(norms[layer], hidden[layer][0].norm(dim=-1), rtol=1e-4)


def test_the_added_norms_are_those_of_what_the_parts_give() -> None:
    module: Any = module_of("gpt2")
    given = {}
    for layer, block in enumerate(module.transformer.h):
        block.attn.register_forward_hook(lambda *seen, at=layer: given.update({("attn", at): seen[2][0][0]}))
        block.mlp.register_forward_hook(lambda *seen, at=layer: given.update({("mlp", at): seen[2][0]}))
    with torch.inference_mode():
        module(torch.tensor([IDS]))
    for name, norms in zip(("attn", "mlp"), added_norms(run()), strict=True):
        assert norms.shape == (N_LAYERS, len(IDS))
        for layer in range(N_LAYERS):
            np.testing.assert_allclose(norms[layer], given[name, layer].norm(dim=-1), rtol=1e-4)


@pytest.mark.parametrize("name", ["gpt2", "llama", "gpt_neox"])
def test_no_layer_grows_the_stream_by_more_than_it_adds(name: str) -> None:
    ran = run(name)
    grown, (attention, mlp) = np.diff(residual_norms(ran), axis=0), added_norms(ran)
    assert (np.abs(grown) <= attention + mlp + 1e-3).all()


def test_a_prompt_of_one_token_has_norms() -> None:
    assert residual_norms(run(ids=(7,))).shape == (N_LAYERS + 1, 1)
    assert added_norms(run(ids=(7,)))[0].shape == (N_LAYERS, 1)
