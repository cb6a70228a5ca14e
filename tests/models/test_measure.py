from typing import Any

import numpy as np
import pytest

from explorer.models.loader import assemble
from explorer.trace import trace
from tests.models.tiny import CAUSAL, CONFIGS, D_MODEL, N_CTX, N_LAYERS, N_VOCAB, Numbers, module_of, shared

IDS = [5, 12, 19, 26, 33]
POSITIONED = ["gpt2", "opt", "opt after norm", "bert", "roberta", "distilbert"]


@pytest.mark.parametrize("name", CONFIGS)
def test_a_tokens_row_of_the_embedding_is_what_the_model_starts_from(name: str) -> None:
    model = shared(name)
    expected = trace(model, IDS)["hook_embed"]
    assert model.embedding.W_E.shape == (N_VOCAB, D_MODEL)
    assert np.allclose(model.embedding.W_E[IDS] * model.embedding.scale, expected, atol=1e-5)


@pytest.mark.parametrize("name", CONFIGS)
def test_learned_positions_are_those_that_are_added(name: str) -> None:
    model, seen = shared(name), trace(shared(name), IDS)
    assert (model.embedding.W_pos is not None) == (name in POSITIONED or name.startswith("gpt2"))
    if model.embedding.W_pos is not None:
        assert np.array_equal(model.embedding.W_pos[: len(IDS)], seen["hook_pos_embed"])
        assert len(model.embedding.W_pos) == N_CTX == model.shape.n_ctx


@pytest.mark.parametrize("name", ["gpt2", "opt", "opt after norm"])
def test_embeddings_and_positions_add_up_to_the_first_stream(name: str) -> None:
    seen = trace(shared(name), IDS)
    assert np.array_equal(seen["hook_embed"] + seen["hook_pos_embed"], seen.resid(0))


@pytest.mark.parametrize("name", [name for name in CAUSAL if not name.startswith(("gpt2", "opt"))])
def test_without_learned_positions_the_first_stream_is_the_embedding(name: str) -> None:
    seen = trace(shared(name), IDS)
    assert np.array_equal(seen["hook_embed"], seen.resid(0))


@pytest.mark.parametrize("name", CAUSAL)
def test_the_matrices_share_the_models_memory_and_cannot_be_written(name: str) -> None:
    model = shared(name)
    assert model.unembedding is not None
    assert not model.unembedding.W_U.flags.writeable
    assert not model.embedding.W_E.flags.writeable
    if "after norm" not in name:
        head: Any = model.module.get_output_embeddings()
        assert np.shares_memory(model.unembedding.W_U, head.weight.numpy())


@pytest.mark.parametrize(("rope_type", "n_ctx"), [("longrope", 16), ("llama3", N_CTX), ("default", N_CTX)])
def test_only_a_long_rope_counts_just_its_first_context(rope_type: str, n_ctx: int) -> None:
    module: Any = module_of("llama")
    module.config.rope_parameters = {"rope_type": rope_type, "original_max_position_embeddings": 16}
    assert assemble("mine", module, Numbers(N_VOCAB)).shape.n_ctx == n_ctx


def test_an_unembedding_that_gives_other_logits_is_left_out_and_said() -> None:
    module: Any = module_of("gpt2")
    module.lm_head.register_forward_hook(lambda _module, _args, output: output * 2)
    model = assemble("mine", module, Numbers(N_VOCAB))
    assert model.unembedding is None
    assert model.limits == ("its output layer is more than a norm and a matrix: there is no logit lens",)
    assert trace(model, IDS).resid(N_LAYERS).shape == (len(IDS), D_MODEL)
