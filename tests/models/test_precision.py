"""bfloat16 on request, with transformers' own as the oracle."""

from copy import deepcopy
from pathlib import Path

import numpy as np
import pytest
import torch

from explorer.models.cached_logits import CachedLogits, CachedLogitsBatch
from explorer.models.catalogue import Entry, find
from explorer.models.forward import forward
from explorer.models.loader import assemble, load
from explorer.models.model import Model
from explorer.models.outputs import attn_output, mlp_output
from explorer.models.self_check import probe
from explorer.trace import extend, trace
from explorer.trace.edits import Ablate, Patch, Steer
from explorer.trace.gradients import Question, gradient_times_input
from tests.models.folders import saved
from tests.models.tiny import CAUSAL, CONFIGS, N_VOCAB, Numbers, module_of, shared

IDS = [5, 12, 19, 26, 33, 40, 47]


def halved(name: str) -> tuple[Model, torch.nn.Module]:
    """A model in bfloat16, and the same as transformers runs it: Gemma's softcap by its eager attention."""
    module = module_of(name, "eager" if name == "gemma2" else "sdpa").bfloat16()
    return assemble(name, deepcopy(module), Numbers(N_VOCAB)), module


@pytest.mark.parametrize("name", CONFIGS)
def test_logits_are_those_of_transformers_to_the_last_bit(name: str) -> None:
    model, module = halved(name)
    expected = module(input_ids=torch.tensor([IDS]), use_cache=False).logits[0].float()
    assert torch.equal(forward(model.module, IDS), expected)
    assert np.array_equal(trace(model, IDS).logits, expected.detach().numpy())


@pytest.mark.parametrize("name", CONFIGS)
def test_what_is_shown_is_float32_and_rows_of_patterns_sum_to_1(name: str) -> None:
    model, _ = halved(name)
    found = trace(model, IDS)
    assert {found[place].dtype for place in found.names} == {np.dtype(np.float32)}
    assert model.embedding.W_E.dtype == np.float32
    for layer in range(model.shape.n_layers):
        np.testing.assert_allclose(found.pattern(layer).sum(-1), 1, atol=1e-5)
        assert attn_output(model, layer).weights.dtype == mlp_output(model, layer).weights.dtype == np.float32


@pytest.mark.parametrize("name", CONFIGS)
def test_it_says_so_and_nothing_else_of_it_is_lost(name: str) -> None:
    model, _ = halved(name)
    said = "it computes in bfloat16, which keeps two to three digits of each number"
    assert [limit.startswith(said) for limit in model.limits].count(True) == 1
    assert len(model.limits) == 1 + len(shared(name).limits)
    assert (model.unembedding is None) == (shared(name).unembedding is None)
    assert model.shape == shared(name).shape


@pytest.mark.parametrize("name", CONFIGS)
def test_it_is_near_to_float32(name: str) -> None:
    model, _ = halved(name)
    ours, theirs = trace(model, IDS).logits, trace(shared(name), IDS).logits
    assert np.abs(ours - theirs).max() < 0.1 * np.abs(theirs).max()
    assert not np.array_equal(ours, theirs)


@pytest.mark.parametrize("name", CAUSAL)
def test_a_text_that_grows_is_near_to_one_read_whole(name: str) -> None:
    model, _ = halved(name)
    whole, grown = trace(model, IDS), extend(model, trace(model, IDS[:3]), IDS[3:])
    scale = np.abs(whole.logits).max()
    np.testing.assert_allclose(grown.logits, whole.logits, atol=0.05 * scale)
    np.testing.assert_allclose(CachedLogits(model).rows(IDS, 2), whole.logits[-2:], atol=0.05 * scale)
    batch = CachedLogitsBatch(model)
    assert batch([IDS]).dtype == batch([[*IDS, 1], [*IDS, 2]]).dtype == np.float32


@pytest.mark.parametrize("name", ["gpt2", "llama", "gemma2"])
def test_edits_and_gradients_reach_it(name: str) -> None:
    model, _ = halved(name)
    before = trace(model, IDS)
    vector = tuple(float(i) for i in range(model.shape.d_model))
    for edit in (Ablate(1, 0), Patch.of(trace(model, IDS[::-1]), "blocks.0.hook_mlp_out", 2), Steer(1, vector)):
        assert not np.array_equal(trace(model, IDS, [edit]).logits, before.logits)
    silenced = trace(model, IDS, [Ablate(1, 0)])
    assert not silenced["blocks.1.attn.hook_z"][0].any()
    scores = gradient_times_input(model, Question(tuple(IDS), 6, 3)).scores
    assert np.isfinite(scores).all()
    assert scores.any()


def test_a_pattern_that_is_not_the_models_is_still_refused() -> None:
    model, _ = halved("llama")
    probe("mine", model.module)
    model.module.config._attn_implementation = "sdpa"
    with pytest.raises(ValueError, match="mine mixes values otherwise than its attention patterns say"):
        probe("mine", model.module)


def test_a_name_asks_for_it_and_a_link_can_carry_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    saved(tmp_path / "mine", "llama")
    monkeypatch.setenv("EXPLORER_MODELS", str(tmp_path))
    entry = find("folder:mine@bfloat16")
    assert entry == Entry("folder:mine@bfloat16", "folder", str(tmp_path / "mine"), "bfloat16")
    model = load(entry)
    assert model.name == "folder:mine@bfloat16"
    assert {weight.dtype for weight in model.module.parameters()} == {torch.bfloat16}
    # Angles of the positions are no weights, and as transformers keeps them.
    assert {buffer.dtype for buffer in model.module.buffers()} == {torch.float32}


def test_tied_vocabularies_are_kept_once(tmp_path: Path) -> None:
    place = saved(tmp_path / "mine")
    model = load(Entry(place.name, "folder", place.location, "bfloat16"))
    assert model.unembedding is not None
    assert model.unembedding.W_U is model.embedding.W_E
