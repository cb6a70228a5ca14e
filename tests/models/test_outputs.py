import numpy as np
import pytest

from explorer.models.outputs import attn_output, mlp_output
from explorer.trace import trace
from tests.models.tiny import CAUSAL, MASKED, N_LAYERS, shared

IDS = (3, 1, 4, 1, 5, 9, 2, 6, 5)


@pytest.mark.parametrize("name", CAUSAL + MASKED)
def test_what_heads_and_neurons_write_is_what_was_added_to_the_stream(name: str) -> None:
    ran, position = trace(shared(name), IDS), 6
    for layer in range(N_LAYERS):
        z = ran[f"blocks.{layer}.attn.hook_z"][:, position].ravel()
        neurons = ran[f"blocks.{layer}.mlp.hook_post"][position]
        for output, inputs, added in (
            (attn_output(shared(name), layer), z, "hook_attn_out"),
            (mlp_output(shared(name), layer), neurons, "hook_mlp_out"),
        ):
            wrote = output.written(inputs) * output.factor(inputs)
            np.testing.assert_allclose(wrote, ran[f"blocks.{layer}.{added}"][position], rtol=1e-3, atol=1e-5)


def test_only_gemma_and_olmo_2_norm_what_they_wrote() -> None:
    normed = [name for name in CAUSAL if attn_output(shared(name), 0).gain is not None]
    assert normed == ["gemma2", "gemma3_text", "olmo2"]


def test_what_granite_writes_is_scaled_and_other_models_weights_are_their_own_memory() -> None:
    granite, llama = (shared(name).module.model.layers[0].self_attn.o_proj.weight for name in ("granite", "llama"))
    np.testing.assert_allclose(attn_output(shared("granite"), 0).weights, 0.22 * granite.numpy().T, rtol=1e-6)
    assert np.shares_memory(attn_output(shared("llama"), 0).weights, llama.numpy())


def test_the_weights_cannot_be_changed() -> None:
    for output in (attn_output(shared("llama"), 0), mlp_output(shared("llama"), 0)):
        with pytest.raises(ValueError, match="read-only"):
            output.weights[0, 0] = 1
