"""Positions, against transformers' own: Marian's sinusoids, Llama's rotary embedding, BLOOM's ALiBi."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from sklearn.metrics.pairwise import cosine_similarity
from transformers import LlamaConfig
from transformers.models.bloom.modeling_bloom import build_alibi_tensor
from transformers.models.llama.modeling_llama import LlamaRotaryEmbedding, apply_rotary_pos_emb
from transformers.models.marian.modeling_marian import MarianSinusoidalPositionalEmbedding

from explorer.analysis.positions import alibi, alibi_slopes, cosines, frequencies, rotated, sinusoids
from explorer.models.positions import Rotary, rotary_of
from tests.models.tiny import CONFIGS, shared

N, D = 40, 32
AT = np.arange(N)


def test_sinusoids_are_marians_which_keeps_all_sines_before_all_cosines() -> None:
    marian = MarianSinusoidalPositionalEmbedding(N, D)
    marian.weight.data = marian.create_weight()
    own = sinusoids(AT, D)
    np.testing.assert_allclose(np.concatenate([own[:, ::2], own[:, 1::2]], 1), marian.weight.numpy(), atol=1e-6)


@pytest.mark.parametrize("vectors", [sinusoids(AT, D), np.random.default_rng(0).normal(size=(9, 5)).astype("f4")])
def test_likeness_is_the_cosine_of_scikit_learn(vectors: np.ndarray) -> None:
    np.testing.assert_allclose(cosines(vectors), cosine_similarity(vectors), atol=1e-5)


def test_a_vector_of_zeros_is_like_no_other() -> None:
    assert not cosines(np.array([[0, 0], [1, 0]], np.float32))[0].any()


def test_rotated_is_what_transformers_rotation_leaves_of_equal_vectors() -> None:
    config = LlamaConfig(hidden_size=4 * D, num_attention_heads=4, max_position_embeddings=N)
    cos, sin = LlamaRotaryEmbedding(config)(torch.ones(1), torch.arange(N)[None])
    ones = torch.ones(1, 1, N, D)
    q, k = apply_rotary_pos_emb(ones, ones, cos, sin)
    np.testing.assert_allclose(rotated(AT, frequencies(D), D // 2), (q @ k.mT)[0, 0].numpy() / D, atol=1e-5)


@given(st.integers(0, 60), st.integers(1, 8), st.integers(0, 8))
def test_rotation_knows_only_the_distance(shift: int, turning: int, still: int) -> None:
    waves = frequencies(2 * turning)
    here, there = (rotated(at, waves, turning + still) for at in (AT, AT + shift))
    np.testing.assert_allclose(here, there, atol=1e-5)
    np.testing.assert_allclose(np.diag(here), 1, atol=1e-6)


def test_one_row_is_that_row_of_all() -> None:
    row, vectors, waves = slice(3, 4), sinusoids(AT, D), frequencies(D)
    np.testing.assert_allclose(cosines(vectors, row), cosines(vectors)[row], atol=1e-6)
    np.testing.assert_allclose(rotated(AT, waves, D // 2, row), rotated(AT, waves, D // 2)[row], atol=1e-6)


@pytest.mark.parametrize("n_heads", [1, 2, 8, 12, 16, 20])
def test_alibi_is_blooms(n_heads: int) -> None:
    bloom = build_alibi_tensor(torch.ones(1, N), n_heads, torch.float32)[:, 0].numpy()
    np.testing.assert_allclose(alibi_slopes(n_heads)[:, None] * AT, bloom, rtol=1e-5)


@given(st.floats(0.001, 2))
def test_alibi_sees_nothing_later_and_all_of_itself(slope: float) -> None:
    left = alibi(AT, slope)
    assert np.isnan(left[np.triu_indices(N, 1)]).all()
    np.testing.assert_allclose(np.diag(left), 1)
    assert (np.diff(left[-1]) > 0).all()


@pytest.mark.parametrize("name", CONFIGS)
def test_a_models_rotation_is_found_where_it_has_one(name: str) -> None:
    model = shared(name)
    rotary = rotary_of(model)
    assert (rotary is None) == (model.embedding.W_pos is not None)


@pytest.mark.parametrize("name", ["llama", "mistral", "qwen2", "qwen3", "gemma2", "olmo2", "phi3", "granite"])
def test_its_frequencies_are_those_of_the_paper(name: str) -> None:
    model, rotary = shared(name), rotary_of(shared(name))
    assert rotary is not None
    assert rotary.pairs == model.shape.d_head // 2
    np.testing.assert_allclose(rotary.frequencies, frequencies(model.shape.d_head), rtol=1e-5)


def test_more_frequencies_than_pairs_are_refused() -> None:
    with pytest.raises(ValueError, match="3 frequencies do not turn 2 pairs"):
        Rotary(np.ones(3, np.float32), 2, (0,))
