from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.analysis.attribution import (
    Attribution,
    direct_attribution,
    model_says,
    neuron_attribution,
    reader_of,
    sums_to,
)
from explorer.models.outputs import attn_output, mlp_output
from explorer.models.unembedding import Unembedding
from explorer.trace import trace
from explorer.trace.edits import Ablate, Steer
from explorer.trace.logit_difference import Foil, LogitDifference
from tests.analysis.runs import IDS, oracle, run
from tests.models.tiny import CAUSAL, D_MODEL, N_LAYERS, N_VOCAB, module_of, shared

ADDING = [name for name in CAUSAL if shared(name).block != "post-norm"]


def unembedding_of(name: str) -> Unembedding:
    found = shared(name).unembedding
    assert found is not None
    return found


def attributed(name: str, position: int, token: int, foil: Foil = "nothing") -> Attribution:
    reader = reader_of(run(name), unembedding_of(name), position, LogitDifference(token, foil))
    outputs = [attn_output(shared(name), layer) for layer in range(N_LAYERS)]
    return direct_attribution(run(name), outputs, reader, position)


def capped(name: str, logit: float) -> float:
    softcap = unembedding_of(name).softcap
    return logit if softcap is None else softcap * float(np.tanh(logit / softcap))


@pytest.mark.parametrize("name", ADDING)
def test_all_parts_together_are_the_logit_that_transformers_computes(name: str) -> None:
    logits = oracle(name).logits[0].numpy()
    for position, token in ((0, 3), (6, 11), (14, 60)):
        found = attributed(name, position, token)
        assert capped(name, found.total) == pytest.approx(logits[position, token], abs=1e-4)


@settings(deadline=None, max_examples=40)
@given(
    st.sampled_from([name for name in ADDING if name != "gemma2"]),
    st.integers(0, len(IDS) - 1),
    st.integers(0, N_VOCAB - 1),
    st.integers(0, N_VOCAB - 1),
)
def test_a_difference_of_logits_is_taken_apart_exactly_too(name: str, position: int, a: int, b: int) -> None:
    logits = run(name).logits[position].astype(float)
    assert attributed(name, position, a, b).total == pytest.approx(logits[a] - logits[b], abs=1e-4)
    assert attributed(name, position, a, "average").total == pytest.approx(logits[a] - logits.mean(), abs=1e-4)


@pytest.mark.parametrize("name", ADDING)
def test_a_difference_is_the_difference_of_every_part(name: str) -> None:
    one, other, both = attributed(name, 6, 11), attributed(name, 6, 12), attributed(name, 6, 11, 12)
    np.testing.assert_allclose(one.heads - other.heads, both.heads, atol=1e-9)
    np.testing.assert_allclose(one.mlps - other.mlps, both.mlps, atol=1e-9)
    assert one.embedding - other.embedding == pytest.approx(both.embedding)


@pytest.mark.parametrize("name", ADDING)
def test_what_a_head_wrote_came_from_the_positions_that_it_saw(name: str) -> None:
    found = attributed(name, 6, 11)
    np.testing.assert_allclose(found.sources.sum(-1), found.heads, atol=1e-5)
    assert not found.sources[..., 7:].any()


@pytest.mark.parametrize("name", ["gpt2", "llama", "gemma2", "phi", "olmo2", "granite"])
def test_heads_and_bias_are_what_the_whole_attention_wrote(name: str) -> None:
    ran = run(name)
    reader = reader_of(ran, unembedding_of(name), 6, LogitDifference(11, "nothing"))
    found = attributed(name, 6, 11)
    written = sum(ran[f"blocks.{layer}.hook_attn_out"][6] @ reader.direction for layer in range(N_LAYERS))
    assert found.heads.sum() + found.biases - reader.constant == pytest.approx(float(written), abs=1e-5)


def test_without_one_head_transformers_own_final_norm_frozen_loses_just_that_heads_part() -> None:
    """Torch's own modules: the stream without one head's output, divided by the size it had with it."""
    module: Any = module_of("gpt2")
    ran = run()
    block, norm = module.transformer.h[1], module.transformer.ln_f
    with torch.inference_mode():
        z = torch.tensor(ran["blocks.1.attn.hook_z"][:, 6])
        only = torch.zeros_like(z)
        only[2] = z[2]
        wrote = block.attn.c_proj(only.reshape(1, 1, -1))[0, 0] - block.attn.c_proj.bias
        stream = torch.tensor(ran.resid(N_LAYERS)[6])
        size = (stream.var(unbiased=False) + norm.eps).sqrt()
        part = module.lm_head((wrote - wrote.mean()) / size * norm.weight)[11]
    assert attributed("gpt2", 6, 11).heads[1, 2] == pytest.approx(float(part), abs=1e-5)


def test_token_and_position_are_apart_where_they_are_all_that_enters_the_first_block() -> None:
    assert attributed("gpt2", 6, 11).position is not None
    assert attributed("llama", 6, 11).position is None
    assert attributed("gemma2", 6, 11).position is None
    assert attributed("granite", 6, 11).position is None


@pytest.mark.parametrize("name", ADDING)
def test_the_neurons_of_a_layer_are_its_mlp_without_its_bias(name: str) -> None:
    ran, output = run(name), mlp_output(shared(name), 1)
    reader = reader_of(ran, unembedding_of(name), 6, LogitDifference(11, "nothing"))
    activations = ran["blocks.1.mlp.hook_post"][6]
    bias = 0.0 if output.bias is None else output.bias @ (output.factor(activations) * reader.direction)
    neurons = neuron_attribution(ran, output, reader, 1, 6)
    assert neurons.shape == activations.shape
    assert neurons.sum() + bias == pytest.approx(float(attributed(name, 6, 11).mlps[1]), abs=1e-5)


def test_a_prompt_of_one_token_is_taken_apart() -> None:
    ran = run(ids=(7,))
    reader = reader_of(ran, unembedding_of("gpt2"), 0, LogitDifference(11, "nothing"))
    found = direct_attribution(ran, [attn_output(shared("gpt2"), layer) for layer in range(N_LAYERS)], reader, 0)
    assert found.total == pytest.approx(float(ran.logits[0, 11]), abs=1e-4)
    assert found.sources.shape == (N_LAYERS, 4, 1)


def test_where_parts_do_not_add_up_there_is_no_attribution() -> None:
    with pytest.raises(ValueError, match="normed after each addition"):
        attributed("opt after norm", 6, 11)


def test_a_run_with_numbers_that_nobody_wrote_is_not_attributed() -> None:
    model, reader = shared("gpt2"), reader_of(run(), unembedding_of("gpt2"), 6, LogitDifference(11, "nothing"))
    edited = trace(model, IDS, [Steer(1, (1.0,) * D_MODEL)])
    with pytest.raises(ValueError, match="without edits of the stream"):
        direct_attribution(edited, [attn_output(model, 0)], reader, 6)


def test_a_silenced_head_adds_nothing_and_the_rest_still_adds_up() -> None:
    model = shared("gpt2")
    edited = trace(model, IDS, [Ablate(1, 2)])
    reader = reader_of(edited, unembedding_of("gpt2"), 6, LogitDifference(11, "nothing"))
    found = direct_attribution(edited, [attn_output(model, layer) for layer in range(N_LAYERS)], reader, 6)
    assert found.heads[1, 2] == 0
    assert np.count_nonzero(found.heads) == found.heads.size - 1
    assert found.total == pytest.approx(float(edited.logits[6, 11]), abs=1e-4)


def test_parts_of_other_shapes_are_an_error() -> None:
    with pytest.raises(ValueError, match=r"heads \(3, 5\)"):
        replace(attributed("gpt2", 6, 11), heads=np.zeros((3, 5)))


@pytest.mark.parametrize("wrong", [{"heads": (3, 5)}, {"mlps": (2,)}, {"sources": (2, 4, 15)}, {"sources": (3, 5, 15)}])
def test_parts_belong_to_the_same_layers_and_heads(wrong: dict[str, tuple[int, ...]]) -> None:
    with pytest.raises(ValueError, match=r"^heads \(3, \d\), mlps \("):
        replace(attributed("gpt2", 6, 11), **{name: np.zeros(shape) for name, shape in wrong.items()})


@pytest.mark.parametrize("name", ADDING)
@pytest.mark.parametrize("foil", ["nothing", 12, "average"])
def test_the_sum_is_checked_against_the_models_own_number(name: str, foil: Foil) -> None:
    total = attributed(name, 6, 11, foil).total
    says = model_says(run(name), unembedding_of(name), 6, LogitDifference(11, foil))
    assert says == pytest.approx(total, abs=2e-3)
    assert sums_to(total, says)


def test_a_sum_that_misses_by_more_than_a_hundredth_does_not_add_up() -> None:
    assert sums_to(-10.09, -10)
    assert not sums_to(-10.11, -10)
    assert sums_to(0.009, 0)
    assert not sums_to(0.011, 0)
