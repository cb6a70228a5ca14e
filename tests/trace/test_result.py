from dataclasses import FrozenInstanceError, fields, replace

import numpy as np
import pytest

from explorer.trace import extend, trace
from explorer.trace.edits import Ablate
from tests.models.tiny import CAUSAL, CONFIGS, N_LAYERS, shared
from tests.trace.traces import IDS, traced

SEQUENTIAL = [name for name in CONFIGS if shared(name).block == "sequential"]

every = pytest.mark.parametrize("name", CONFIGS)


@every
def test_rows_of_every_pattern_sum_to_one(name: str) -> None:
    found = traced(name)
    for layer in range(N_LAYERS):
        np.testing.assert_allclose(found.pattern(layer).sum(-1), 1, atol=1e-5)


@pytest.mark.parametrize("name", CAUSAL)
def test_the_future_is_nothing(name: str) -> None:
    found = traced(name)
    future = ~np.tri(len(IDS), dtype=bool)
    for layer in range(N_LAYERS):
        assert (found.pattern(layer)[:, future] == 0).all()
        assert (found[f"blocks.{layer}.attn.hook_attn_scores"][:, future] == -np.inf).all()


@every
def test_the_pattern_is_the_softmax_of_the_scores(name: str) -> None:
    found = traced(name)
    raised = np.exp(found["blocks.1.attn.hook_attn_scores"])
    np.testing.assert_allclose(found.pattern(1), raised / raised.sum(-1, keepdims=True), atol=1e-5)


@every
def test_z_is_the_patterns_mixture_of_the_values(name: str) -> None:
    found, shape = traced(name), shared(name).shape
    v = np.repeat(found["blocks.1.attn.hook_v"], shape.n_heads // shape.n_kv_heads, axis=0)
    np.testing.assert_allclose(found.pattern(1) @ v, found["blocks.1.attn.hook_z"], rtol=1e-4, atol=1e-4)


@pytest.mark.parametrize("name", SEQUENTIAL)
def test_the_stream_is_the_sum_of_what_is_added_to_it(name: str) -> None:
    found = traced(name)
    for layer in range(N_LAYERS):
        pre, mid, post = (found[f"blocks.{layer}.hook_resid_{part}"] for part in ("pre", "mid", "post"))
        assert np.array_equal(pre + found[f"blocks.{layer}.hook_attn_out"], mid)
        np.testing.assert_allclose(mid + found[f"blocks.{layer}.hook_mlp_out"], post, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("name", ["gpt_neox", "phi"])
def test_where_attention_and_mlp_run_side_by_side_there_is_no_middle(name: str) -> None:
    found = traced(name)
    assert not any("hook_resid_mid" in known for known in found.names)
    with pytest.raises(KeyError, match="hook_resid_mid"):
        found["blocks.0.hook_resid_mid"]
    for layer in range(N_LAYERS):
        pre, attn, mlp, post = (
            found[f"blocks.{layer}.hook_{n}"] for n in ("resid_pre", "attn_out", "mlp_out", "resid_post")
        )
        np.testing.assert_allclose(pre + attn + mlp, post, rtol=1e-5, atol=1e-5)


@pytest.mark.parametrize("name", ["bert", "roberta", "distilbert", "opt after norm"])
def test_of_post_norm_blocks_the_stream_is_shown_after_the_norm(name: str) -> None:
    found = traced(name)
    pre, attn = found["blocks.1.hook_resid_pre"], found["blocks.1.hook_attn_out"]
    assert not np.allclose(pre + attn, found["blocks.1.hook_resid_mid"], atol=1e-2)
    summed = pre + attn
    normed = (summed - summed.mean(-1, keepdims=True)) / summed.std(-1, keepdims=True)
    weight, bias = _mid_norm(name)
    np.testing.assert_allclose(normed * weight + bias, found["blocks.1.hook_resid_mid"], atol=1e-3)


def _mid_norm(name: str) -> tuple[np.ndarray, np.ndarray]:
    from explorer.models.architectures import blocks_of, parts_of

    module = shared(name).module
    parts = parts_of(module.config)
    norm = blocks_of(module, parts)[1].get_submodule(parts.mid_norm or "")
    return norm.get_parameter("weight").numpy(), norm.get_parameter("bias").numpy()


@every
def test_what_a_block_is_given_is_what_the_one_before_it_gave(name: str) -> None:
    found = traced(name)
    for layer in range(1, N_LAYERS):
        assert np.array_equal(found[f"blocks.{layer}.hook_resid_pre"], found[f"blocks.{layer - 1}.hook_resid_post"])
        assert np.array_equal(found.resid(layer), found[f"blocks.{layer}.hook_resid_pre"])
    assert np.array_equal(found.resid(N_LAYERS), found[f"blocks.{N_LAYERS - 1}.hook_resid_post"])


@every
def test_every_name_gives_an_array_of_its_shape(name: str) -> None:
    model = shared(name)
    shape, found, n = model.shape, trace(model, IDS), len(IDS)
    heads, keys, square = (shape.n_heads, n, shape.d_head), (shape.n_kv_heads, n, shape.d_head), (shape.n_heads, n, n)
    inside = {"hook_q": heads, "hook_k": keys, "hook_v": keys, "hook_z": heads}
    inside |= {
        "hook_attn_scores": square,
        "hook_pattern": square,
        "hook_pre": (n, shape.d_mlp),
        "hook_post": (n, shape.d_mlp),
    }
    for known in found.names:
        assert found[known].shape == inside.get(known.rpartition(".")[2], (n, shape.d_model)), known
    assert found.logits.shape == (n, shape.n_vocab)
    assert {found[known].dtype for known in found.names} == {np.dtype(np.float32)}


@every
def test_arrays_are_read_only(name: str) -> None:
    found = traced(name)
    for known in (*found.names, "logits"):
        with pytest.raises(ValueError, match="read-only"):
            found[known][:] = 0


def test_an_array_is_made_once() -> None:
    found = trace(shared("gpt2"), IDS)
    assert found.pattern(1) is found.pattern(1)


@pytest.mark.parametrize(
    "name", ["", "blocks.3.hook_resid_pre", "blocks.0.attn.hook_nothing", "blocks.-1.hook_mlp_out"]
)
def test_a_name_that_a_trace_does_not_have_is_a_key_error(name: str) -> None:
    with pytest.raises(KeyError):
        trace(shared("gpt2"), IDS)[name]


def test_traces_are_equal_by_model_ids_and_edits() -> None:
    model = shared("gpt2")
    found = trace(model, IDS)
    assert found == trace(model, IDS)
    assert hash(found) == hash(trace(model, IDS))
    assert found == extend(model, trace(model, IDS[:5]), IDS[5:])
    others = [trace(model, IDS[:-1]), trace(model, IDS, [Ablate(0, 0)]), trace(shared("llama"), IDS)]
    assert found not in others
    assert len({found, *others}) == 4


def test_a_trace_cannot_be_changed() -> None:
    found = trace(shared("gpt2"), IDS)
    for field in fields(found):
        with pytest.raises(FrozenInstanceError):
            setattr(found, field.name, None)


def test_a_trace_is_as_long_as_its_ids() -> None:
    assert len(trace(shared("gpt2"), IDS)) == len(IDS)


def test_numpy_ids_are_ids() -> None:
    model = shared("gpt2")
    found = trace(model, list(np.array(IDS)))
    assert found == trace(model, IDS)
    assert {type(id) for id in found.ids} == {int}


def test_a_replaced_trace_keeps_nothing_made_before() -> None:
    found = trace(shared("gpt2"), IDS)
    assert replace(found).pattern(0) is not found.pattern(0)
