"""Prediction depths, against plain loops over torch's and transformers' own numbers."""

from functools import cache
from typing import Any

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.analysis.prediction_depth import Depths, prediction_depths, reached, settled_from
from explorer.models import unembedding
from explorer.models.unembedding import Unembedding
from tests.analysis.runs import IDS, oracle, run
from tests.models.tiny import N_LAYERS, N_VOCAB, module_of, shared

NAMES = ["gpt2", "llama", "granite", "olmo2", "stablelm in parallel", "opt"]
SETTLED = st.lists(st.integers(0, 3), min_size=1, max_size=12)
TOKENS = np.stack([np.arange(len(IDS)) % N_VOCAB, np.roll(IDS, -1)], -1)


def unembedding_of(name: str) -> Unembedding:
    found = shared(name).unembedding
    assert found is not None
    return found


def depths(name: str, tokens: np.ndarray) -> Depths:
    return prediction_depths(run(name), unembedding_of(name), N_LAYERS, range(len(IDS)), tokens)


@cache
def logits_by_layer(name: str) -> list[torch.Tensor]:
    """transformers' final norm and head on each of its hidden states, and its own logits at the end."""
    module: Any = module_of(name)
    said = oracle(name, output_hidden_states=True)
    norm = {"gpt2": "transformer.ln_f", "opt": "model.decoder.final_layer_norm"}.get(name, "model.norm")
    head, scale = module.get_output_embeddings(), getattr(module.config, "logits_scaling", 1.0)
    with torch.inference_mode():
        early = [head(module.get_submodule(norm)(state[0])) / scale for state in said.hidden_states[:-1]]
    return [*early, said.logits[0]]


def by_loops(name: str, position: int, token: int) -> list[int]:
    """The three depths of one token at one position, in plain Python."""
    readings = [layer[position].double().softmax(-1).tolist() for layer in logits_by_layer(name)]
    found = []
    for holds in (
        lambda probs: all(probs[token] >= other for other in probs),
        lambda probs: sum(other > probs[token] for other in probs) < 3,
        lambda probs: probs[token] > 0.5,
    ):
        depth = len(readings)
        while depth and holds(readings[depth - 1]):
            depth -= 1
        found.append(depth)
    return found


def test_a_word_that_comes_and_goes_settles_where_it_stays() -> None:
    assert settled_from(np.array([5, 7, 2, 7, 7])) == 3


def test_a_reading_that_never_changes_is_settled_from_the_embedding_on() -> None:
    assert settled_from(np.array([4, 4, 4])) == 0


@given(SETTLED)
def test_from_there_on_all_are_the_last_one_and_the_one_before_is_not(ids: list[int]) -> None:
    first = settled_from(np.array(ids))
    assert set(ids[first:]) == {ids[-1]}
    assert first == 0 or ids[first - 1] != ids[-1]


@pytest.mark.parametrize("name", NAMES)
def test_depths_are_those_that_plain_loops_over_transformers_hidden_states_find(name: str) -> None:
    own = run(name).logits.argsort(-1)[:, ::-1]
    tokens = np.concatenate([own[:, :4], TOKENS[:, 1:]], -1)
    found = depths(name, tokens).layers
    for position in range(len(IDS)):
        for column, token in enumerate(tokens[position]):
            assert found[:, position, column].tolist() == by_loops(name, position, int(token)), (position, column)
    assert len(np.unique(found)) > 2, "a test in which everything is decided alike could not fail"


@pytest.mark.parametrize("name", NAMES)
def test_the_first_choice_is_decided_where_the_lens_settles_on_it(name: str) -> None:
    ids = np.stack([layer.argmax(-1).numpy() for layer in logits_by_layer(name)])
    found = depths(name, ids[-1][:, None]).layers[0, :, 0]
    assert found.tolist() == [settled_from(ids[:, position]) for position in range(len(IDS))]


def test_what_is_not_so_in_the_end_never_is() -> None:
    least = run().logits.argmin(-1)[:, None]
    found = depths("gpt2", least)
    assert (found.layers == found.never).all()
    assert found.never == N_LAYERS + 1


@pytest.mark.parametrize("most", [1, N_VOCAB, 7 * N_VOCAB])
def test_in_parts_of_any_size_it_is_the_same(most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = depths("llama", TOKENS).layers
    monkeypatch.setattr(unembedding, "MOST", most)
    np.testing.assert_array_equal(depths("llama", TOKENS).layers, whole)


def test_no_more_logits_are_there_at_once_than_are_allowed(monkeypatch: pytest.MonkeyPatch) -> None:
    unembed, asked = Unembedding.__call__, []

    def counting(unembedding: Unembedding, resid: np.ndarray) -> np.ndarray:
        asked.append(len(resid))
        return unembed(unembedding, resid)

    monkeypatch.setattr(Unembedding, "__call__", counting)
    monkeypatch.setattr(unembedding, "MOST", 5 * N_VOCAB)
    depths("gpt2", TOKENS)
    assert max(asked) == 5


def test_layers_below_which_nothing_holds_are_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    unembed, asked = Unembedding.__call__, []
    monkeypatch.setattr(Unembedding, "__call__", lambda self, x: asked.append(len(x)) or unembed(self, x))
    depths("gpt2", run().logits.argmin(-1)[:, None])
    assert sum(asked) == len(IDS)


@pytest.mark.parametrize("name", NAMES)
def test_read_after_the_last_layer_the_lens_is_the_model(name: str) -> None:
    assert depths(name, TOKENS).apart < 1e-5


def test_a_lens_that_is_not_the_models_is_seen(monkeypatch: pytest.MonkeyPatch) -> None:
    unembed = Unembedding.__call__
    monkeypatch.setattr(Unembedding, "__call__", lambda self, x: 2 * unembed(self, x))
    assert depths("gpt2", TOKENS).apart > 0.01


@settings(deadline=None)
@given(st.lists(st.sampled_from([-3.0, 0.0, 1.0, 1.0, 2.5]), min_size=4, max_size=9), st.integers(0, 3))
def test_equals_share_a_rank_and_half_is_more_than_half(logits: list[float], token: int) -> None:
    likeliest, three, half = reached(np.array([logits], np.float32), np.array([[token]]))[:, 0, 0]
    probs = torch.tensor(logits, dtype=torch.float64).softmax(-1)
    assert likeliest == (max(logits) == logits[token])
    assert three == (sum(other > logits[token] for other in logits) < 3)
    assert half == bool(probs[token] > 0.5)


def test_depths_are_of_the_three_definitions() -> None:
    with pytest.raises(ValueError, match="are not"):
        Depths(np.zeros((2, 5, 1), np.int64), 3, 0.0)
