"""Every architecture of the table, as a tiny random model, against transformers' own eager computation."""

from functools import cache
from typing import Any

import numpy as np
import pytest
import torch

from explorer.models.architectures import ARCHITECTURES, blocks_of, part, parts_of
from tests.models.tiny import CAUSAL, CONFIGS, N_LAYERS, module_of, shared
from tests.trace.traces import IDS, traced

every = pytest.mark.parametrize("name", CONFIGS)


@cache
def eager(name: str) -> Any:
    """transformers' output, with its own attentions and hidden states."""
    with torch.no_grad():
        return module_of(name)(torch.tensor([list(IDS)]), output_attentions=True, output_hidden_states=True)


def close(seen: np.ndarray, expected: torch.Tensor) -> bool:
    return np.allclose(seen, expected[0], rtol=1e-4, atol=1e-5 * float(expected.abs().max()) + 2e-6)


def test_every_row_of_the_table_is_tried() -> None:
    assert {name.split()[0] for name in CONFIGS} == set(ARCHITECTURES)


@every
def test_the_models_of_these_tests_are_tiny(name: str) -> None:
    assert shared(name).n_parameters < 50_000
    assert shared(name).shape.n_layers == N_LAYERS


@every
def test_logits_are_those_of_eager_attention(name: str) -> None:
    assert close(traced(name).logits, eager(name).logits)


@every
def test_patterns_are_those_of_eager_attention(name: str) -> None:
    seen, attentions = traced(name), eager(name).attentions
    assert all(close(seen.pattern(layer), attentions[layer]) for layer in range(N_LAYERS))


@every
def test_the_residual_stream_is_transformers_hidden_states(name: str) -> None:
    """But the last: transformers gives that one after the final norm."""
    seen, states = traced(name), eager(name).hidden_states
    assert all(close(seen.resid(layer), states[layer]) for layer in range(N_LAYERS))


@every
def test_neurons_are_what_the_down_projection_is_given(name: str) -> None:
    module = module_of(name)
    parts = parts_of(module.config)
    block = blocks_of(module, parts)[1]
    down, found = part(block, parts.mlp_post), []
    assert down is not None
    down.register_forward_pre_hook(lambda _module, args: found.append(args[0].detach()))
    module(torch.tensor([list(IDS)]))
    assert close(traced(name)["blocks.1.mlp.hook_post"], found[0].view(1, len(IDS), -1))


@pytest.mark.parametrize(
    "name", ["llama", "qwen2", "qwen3", "mistral", "smollm3", "granite", "stablelm", "phi3", "modernbert"]
)
def test_gated_neurons_are_the_activation_of_the_gate_times_the_rest(name: str) -> None:
    model = shared(name)
    seen = traced(name)
    block = blocks_of(model.module, parts_of(model.module.config))[0]
    mlp: Any = block.get_submodule("mlp")
    stream = torch.tensor(seen["blocks.0.hook_resid_mid"])
    if name == "modernbert":
        activation, rest = mlp.act, mlp.Wi(block.get_submodule("mlp_norm")(stream)).chunk(2, -1)[1]
    elif name == "phi3":
        normed = block.get_submodule("post_attention_layernorm")(stream)
        activation, rest = mlp.activation_fn, mlp.gate_up_proj(normed).chunk(2, -1)[1]
    else:
        activation, rest = mlp.act_fn, mlp.up_proj(block.get_submodule("post_attention_layernorm")(stream))
    expected = activation(torch.tensor(seen["blocks.0.mlp.hook_pre"])) * rest
    assert close(seen["blocks.0.mlp.hook_post"], expected[None].detach())


@pytest.mark.parametrize("name", CAUSAL)
def test_the_unembedding_gives_the_models_logits(name: str) -> None:
    model = shared(name)
    seen = traced(name)
    assert model.unembedding is not None
    assert np.allclose(model.unembedding(seen.resid(N_LAYERS)), seen.logits, rtol=1e-4, atol=1e-4)


@every
def test_a_model_is_causal_unless_it_fills_in_masks(name: str) -> None:
    model = shared(name)
    assert model.causal == (name in CAUSAL)
    future = traced(name).pattern(1)[:, ~np.tri(len(IDS), dtype=bool)]
    assert (future == 0).all() == model.causal


@every
def test_heads_and_widths_are_those_of_the_config(name: str) -> None:
    model = shared(name)
    config = model.module.config.get_text_config()
    assert model.shape.n_heads == config.num_attention_heads
    assert model.shape.n_kv_heads == getattr(config, "num_key_value_heads", config.num_attention_heads)
    assert model.shape.d_head == getattr(config, "head_dim", config.hidden_size // config.num_attention_heads)
    assert (model.shape.d_model, model.shape.n_ctx, model.shape.n_vocab) == (config.hidden_size, 40, config.vocab_size)


def test_smollm3s_second_layer_here_turns_no_key_and_the_others_do() -> None:
    seen, blocks = traced("smollm3"), blocks_of(shared("smollm3").module, parts_of(shared("smollm3").module.config))
    turned = []
    for layer, block in enumerate(blocks):
        stream = block.get_submodule("input_layernorm")(torch.tensor(seen.resid(layer)))
        keys = block.get_submodule("self_attn.k_proj")(stream).detach().unflatten(-1, (2, -1)).transpose(0, 1)
        turned.append(not np.allclose(keys, seen[f"blocks.{layer}.attn.hook_k"], atol=1e-4))
    assert turned == [True, False, True]


def test_windows_are_those_of_each_layer() -> None:
    windows = {name: [call.window for call in traced(name).calls] for name in ("gemma3_text", "phi3", "smollm3")}
    assert windows == {"gemma3_text": [5, None, 5], "phi3": [5, 5, 5], "smollm3": [None, None, None]}
