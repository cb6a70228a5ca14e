from dataclasses import replace
from typing import Any

import numpy as np
import pytest
import scipy.stats
import torch

from explorer.analysis import lens_readouts as module
from explorer.analysis.lens_readouts import lens_readouts
from explorer.analysis.lenses import logit_lens
from explorer.models.unembedding import Unembedding
from tests.analysis.runs import IDS, oracle, run
from tests.models.tiny import D_MODEL, N_LAYERS, N_VOCAB, module_of, shared

POSITIONS = (2, 7, 14)
FOLLOW = (11, 40)


def unembedding_of(name: str = "gpt2") -> Unembedding:
    found = shared(name).unembedding
    assert found is not None
    return found


def readings(**options):
    return lens_readouts(run(), unembedding_of(), positions=POSITIONS, k=4, follow=FOLLOW, **options)


def distributions() -> np.ndarray:
    """(L+1, positions, V) by transformers' own final norm and head."""
    gpt: Any = module_of("gpt2")
    found = oracle(output_hidden_states=True)
    with torch.inference_mode():
        early = [gpt.lm_head(gpt.transformer.ln_f(hidden[0])) for hidden in found.hidden_states[:N_LAYERS]]
        logits = torch.stack([*early, found.logits[0]]).double()
        return torch.softmax(logits, -1)[:, list(POSITIONS)].numpy()


def test_the_words_are_those_of_the_logit_lens() -> None:
    lens = logit_lens(run(), unembedding_of(), positions=POSITIONS, k=4)
    np.testing.assert_array_equal(readings().ids, lens.ids)
    np.testing.assert_allclose(readings().probs, lens.probs, rtol=1e-5)


def test_entropy_is_scipys() -> None:
    np.testing.assert_allclose(readings().entropy, scipy.stats.entropy(distributions(), base=2, axis=-1), rtol=1e-4)


def test_the_divergence_is_scipys_relative_entropy_from_the_output() -> None:
    probs = distributions()
    expected = scipy.stats.entropy(np.broadcast_to(probs[-1], probs.shape), probs, base=2, axis=-1)
    np.testing.assert_allclose(readings().divergence, expected, rtol=1e-3, atol=1e-6)
    assert not readings().divergence[-1].any()


def test_ranks_and_shares_of_the_followed_tokens_are_those_of_the_whole_distribution() -> None:
    probs = distributions()[..., list(FOLLOW)]
    ranks = scipy.stats.rankdata(-distributions(), axis=-1, method="min")[..., list(FOLLOW)]
    np.testing.assert_array_equal(readings().ranks, ranks)
    np.testing.assert_allclose(readings().shares, probs, rtol=1e-3)


def test_nobody_need_be_followed() -> None:
    found = lens_readouts(run(), unembedding_of(), positions=POSITIONS, k=1)
    assert found.ranks.shape == found.shares.shape == (N_LAYERS + 1, len(POSITIONS), 0)


def test_a_translation_changes_every_layer_but_the_output() -> None:
    asked = []

    def double(layer: int, stream: np.ndarray) -> np.ndarray:
        asked.append((layer, stream.shape))
        return 2 * stream + 1

    tuned, plain = readings(translation=double), readings()
    assert asked == [(layer, (len(POSITIONS), D_MODEL)) for layer in range(N_LAYERS)]
    np.testing.assert_array_equal(tuned.probs[-1], plain.probs[-1])
    assert (tuned.probs[:-1] != plain.probs[:-1]).any()


def test_in_parts_it_is_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = readings()
    monkeypatch.setattr(module, "ROWS", 2)
    parts = readings()
    np.testing.assert_array_equal(parts.ranks, whole.ranks)
    np.testing.assert_allclose(parts.divergence, whole.divergence, rtol=1e-4, atol=1e-7)


def test_a_token_that_cannot_come_costs_nothing() -> None:
    banned = replace(unembedding_of(), b_U=np.where(np.arange(N_VOCAB) == 5, -np.inf, 0).astype(np.float32))
    logits = run().logits.copy()
    logits[:, 5] = -np.inf
    ran = replace(run())
    ran._made["logits"] = logits
    found = lens_readouts(ran, banned, positions=range(len(IDS)), k=2, follow=(5,))
    assert np.isfinite(found.entropy).all()
    assert np.isfinite(found.divergence).all()
    assert (found.ranks == N_VOCAB).all()


def test_readings_of_other_shapes_are_an_error() -> None:
    with pytest.raises(ValueError, match="do not all have that shape"):
        replace(readings(), entropy=np.zeros((2, 2)))


@pytest.mark.parametrize("name", ["ids", "probs", "divergence", "ranks", "shares"])
def test_every_reading_is_of_the_same_places(name: str) -> None:
    with pytest.raises(ValueError, match="the readings of"):
        replace(readings(), **{name: getattr(readings(), name)[1:]})


def test_the_likeliest_has_rank_one_and_equals_share_it() -> None:
    flat = replace(unembedding_of(), W_U=np.zeros((N_VOCAB, D_MODEL), np.float32), b_U=np.zeros(N_VOCAB, np.float32))
    found = lens_readouts(run(), flat, positions=(0,), k=1, follow=(0, N_VOCAB - 1))
    assert found.ranks[0].tolist() == [[1, 1]]
