from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import torch

from explorer.analysis import lenses
from explorer.analysis.lenses import Lens, logit_lens
from explorer.models.unembedding import Unembedding
from tests.analysis.runs import IDS, oracle, run
from tests.models.tiny import D_MODEL, N_LAYERS, N_VOCAB, module_of, shared

CAUSAL = ["gpt2", "llama", "gemma2", "gpt_neox", "gemma3_text", "olmo2", "granite", "stablelm in parallel"]


def unembedding_of(name: str = "gpt2") -> Unembedding:
    found = shared(name).unembedding
    assert found is not None
    return found


@pytest.mark.parametrize("name", CAUSAL)
def test_the_last_row_is_the_models_output(name: str) -> None:
    lens = logit_lens(run(name), unembedding_of(name), k=N_VOCAB)
    expected = torch.softmax(oracle(name).logits[0], dim=-1).numpy()
    np.testing.assert_allclose(np.take_along_axis(expected, lens.ids[-1], -1), lens.probs[-1], rtol=1e-3, atol=1e-6)
    assert lens.ids[-1, :, 0].tolist() == expected.argmax(-1).tolist()


@pytest.mark.parametrize("name", CAUSAL)
def test_the_last_row_is_also_what_the_unembedding_makes_of_the_last_layer(name: str) -> None:
    ran, unembedding = run(name), unembedding_of(name)
    np.testing.assert_allclose(unembedding(ran.resid(N_LAYERS)), ran.logits, rtol=1e-3, atol=1e-4)


def test_every_row_before_is_the_final_norm_and_head_of_transformers_on_that_layers_hidden_state() -> None:
    module: Any = module_of("gpt2")
    hidden = oracle(output_hidden_states=True).hidden_states
    lens = logit_lens(run(), unembedding_of(), k=5)
    for layer in range(N_LAYERS):
        with torch.inference_mode():
            logits = module.lm_head(module.transformer.ln_f(hidden[layer][0]))
        probs, ids = torch.softmax(logits, dim=-1).topk(5)
        np.testing.assert_array_equal(lens.ids[layer], ids.numpy())
        np.testing.assert_allclose(lens.probs[layer], probs.numpy(), rtol=1e-3)


def test_granites_rows_are_divided_as_its_logits_are() -> None:
    module: Any = module_of("granite")
    hidden = oracle("granite", output_hidden_states=True).hidden_states
    lens = logit_lens(run("granite"), unembedding_of("granite"), k=5)
    for layer in range(N_LAYERS):
        with torch.inference_mode():
            logits = module.lm_head(module.model.norm(hidden[layer][0])) / module.config.logits_scaling
        probs, ids = torch.softmax(logits, dim=-1).topk(5)
        np.testing.assert_array_equal(lens.ids[layer], ids.numpy())
        np.testing.assert_allclose(lens.probs[layer], probs.numpy(), rtol=1e-3)


def test_some_layers_and_positions_are_the_same_rows_of_the_whole_in_the_order_asked_for() -> None:
    whole = logit_lens(run(), unembedding_of(), k=3)
    some = logit_lens(run(), unembedding_of(), layers=(3, 0), positions=(7, 2, 11), k=3)
    np.testing.assert_array_equal(some.ids, whole.ids[[3, 0]][:, [7, 2, 11]])
    np.testing.assert_allclose(some.probs, whole.probs[[3, 0]][:, [7, 2, 11]], rtol=1e-4)


def test_only_what_is_asked_for_is_unembedded(monkeypatch: pytest.MonkeyPatch) -> None:
    unembed, asked = Unembedding.__call__, []

    def counting(unembedding: Unembedding, resid: np.ndarray) -> np.ndarray:
        asked.append(resid.shape)
        return unembed(unembedding, resid)

    monkeypatch.setattr(Unembedding, "__call__", counting)
    logit_lens(run(), unembedding_of(), layers=(1, N_LAYERS), positions=(4, 5))
    assert asked == [(2, D_MODEL)]


def test_in_parts_it_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = logit_lens(run(), unembedding_of(), k=2)
    monkeypatch.setattr(lenses, "ROWS", 4)
    parts = logit_lens(run(), unembedding_of(), k=2)
    np.testing.assert_array_equal(parts.ids, whole.ids)
    np.testing.assert_allclose(parts.probs, whole.probs, rtol=1e-4)


def test_one_token_is_the_first_of_several() -> None:
    one, several = (logit_lens(run(), unembedding_of(), k=k) for k in (1, 4))
    np.testing.assert_array_equal(one.ids, several.ids[..., :1])
    np.testing.assert_array_equal(one.probs, several.probs[..., :1])


def test_the_whole_vocabulary_adds_up_to_one_and_falls() -> None:
    lens = logit_lens(run(), unembedding_of(), k=N_VOCAB)
    np.testing.assert_allclose(lens.probs.sum(-1), 1, rtol=1e-5)
    assert (np.diff(lens.probs) <= 0).all()
    assert (np.sort(lens.ids) == np.arange(N_VOCAB)).all()


def test_of_equally_likely_tokens_the_lowest_id_comes_first() -> None:
    kinds = (np.arange(N_VOCAB) % 7).astype(np.float32)
    seven_kinds = replace(unembedding_of(), W_U=np.zeros((N_VOCAB, D_MODEL), np.float32), b_U=kinds)
    for k in (20, N_VOCAB):
        lens = logit_lens(run(), seven_kinds, layers=(0,), k=k)
        same_kind = np.diff(lens.ids % 7) == 0
        assert same_kind.any()
        assert (np.diff(lens.ids)[same_kind] > 0).all()
    assert (logit_lens(run(), seven_kinds, layers=(0,)).ids == 6).all()


def test_a_prompt_of_one_token_has_a_lens() -> None:
    assert logit_lens(run(ids=(7,)), unembedding_of(), k=2).ids.shape == (N_LAYERS + 1, 1, 2)


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        ({"layers": (0, N_LAYERS + 1)}, "layer 4 is outside 0 to 3"),
        ({"layers": (-1,)}, "layer -1 is outside 0 to 3"),
        ({"positions": (len(IDS),)}, "position 15 is outside 0 to 14"),
        ({"k": 0}, "k is 0: choose 1 to 61, the size of the vocabulary"),
        ({"k": N_VOCAB + 1}, "k is 62: choose 1 to 61"),
    ],
)
def test_what_is_not_there_is_an_error(asked: dict, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        logit_lens(run(), unembedding_of(), **asked)


@pytest.mark.parametrize("shapes", [((2, 3, 1), (2, 3, 2)), ((2, 3), (2, 3)), ((2, 3, 1, 1), (2, 3, 1, 1))])
def test_a_lens_is_layers_by_positions_by_tokens(shapes: tuple[tuple[int, ...], tuple[int, ...]]) -> None:
    with pytest.raises(ValueError, match=r"must be \(layers, positions, k\)"):
        Lens(np.zeros(shapes[0], np.int64), np.zeros(shapes[1], np.float32))


def test_without_a_number_one_token_is_given() -> None:
    assert logit_lens(run(), unembedding_of(), layers=(0,), positions=(0,)).ids.shape == (1, 1, 1)
