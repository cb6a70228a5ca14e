import numpy as np
import pytest

from explorer.models.mlp import mlp_out_weights
from explorer.trace import trace
from tests.models.tiny import CONFIGS, D_MODEL, N_LAYERS, shared

NORMED_AFTER = ("gemma2",)


@pytest.mark.parametrize("name", [name for name in CONFIGS if name not in NORMED_AFTER])
@pytest.mark.parametrize("layer", range(N_LAYERS))
def test_activations_times_the_output_weights_are_what_the_mlp_adds_but_for_its_bias(name: str, layer: int) -> None:
    model = shared(name)
    seen = trace(model, [3, 1, 4, 1, 5])
    written = seen[f"blocks.{layer}.mlp.hook_post"] @ mlp_out_weights(model, layer)
    bias = seen[f"blocks.{layer}.hook_mlp_out"] - written
    np.testing.assert_allclose(bias, np.broadcast_to(bias[0], bias.shape), atol=1e-4)


@pytest.mark.parametrize("name", CONFIGS)
def test_there_is_a_read_only_row_for_every_neuron(name: str) -> None:
    model = shared(name)
    weights = mlp_out_weights(model, 1)
    assert weights.shape == (model.shape.d_mlp, D_MODEL)
    assert not weights.flags.writeable
