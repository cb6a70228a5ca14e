"""Beam search finds what transformers' own finds, with the same scores."""

from typing import Any

import numpy as np
import pytest
import torch

from explorer.analysis.surprisal import log_probs
from explorer.decoding.beam import beam_search
from explorer.engine.growing import GrowingTexts
from tests.models.tiny import shared
from tests.trace.traces import IDS


def by_transformers(name: str, ids: tuple[int, ...], *, beams: int, n: int, ends: list[int], penalty: float):
    module: Any = shared(name).module
    found = module.generate(
        torch.tensor([ids]),
        num_beams=beams,
        num_return_sequences=beams,
        max_new_tokens=n,
        do_sample=False,
        length_penalty=penalty,
        early_stopping=False,
        eos_token_id=ends or None,
        pad_token_id=0,
        output_scores=True,
        return_dict_in_generate=True,
    )
    return [row[len(ids) :].tolist() for row in found.sequences], found.sequences_scores.numpy()


def likely_ends(name: str, n: int) -> list[int]:
    """Tokens that come up often, to stand for those that end a text."""
    texts = GrowingTexts(shared(name), IDS[:6])
    return np.argsort(texts.first)[-1 - n : -1].tolist()


@pytest.mark.parametrize("name", ["gpt2", "llama", "gemma2"])
@pytest.mark.parametrize("penalty", [0.0, 1.0, 2.0])
@pytest.mark.parametrize("n_ends", [0, 1, 3])
@pytest.mark.parametrize("beams", [2, 4])
def test_it_is_transformers_beam_search(name: str, penalty: float, n_ends: int, beams: int) -> None:
    ends, ids, n = likely_ends(name, n_ends), IDS[:6], 9
    texts = GrowingTexts(shared(name), ids)
    found = beam_search(texts.first, texts.onward, beams=beams, n=n, ends=ends, length_penalty=penalty)
    sequences, scores = by_transformers(name, ids, beams=beams, n=n, ends=ends, penalty=penalty)
    np.testing.assert_allclose([one.score(penalty) for one in found.best], scores, rtol=1e-4)
    for one, row in zip(found.best, sequences, strict=True):
        assert list(one.tokens) == row[: len(one.tokens)]


def test_one_beam_is_greedy() -> None:
    texts, ids = GrowingTexts(shared("gpt2"), IDS[:6]), list(IDS[:6])
    found = beam_search(texts.first, texts.onward, beams=1, n=5, ends=())
    for token in found.best[0].tokens:
        assert token == GrowingTexts(shared("gpt2"), ids).first.argmax()
        ids.append(token)


def test_the_joint_probability_is_the_product_of_each_tokens() -> None:
    texts = GrowingTexts(shared("gpt2"), IDS[:6])
    best = beam_search(texts.first, texts.onward, beams=3, n=4, ends=()).best[0]
    total, ids = 0.0, list(IDS[:6])
    for token in best.tokens:
        total += log_probs(GrowingTexts(shared("gpt2"), ids).first)[token]
        ids.append(token)
    assert best.log_prob == pytest.approx(total, rel=1e-4)


def test_beams_that_cover_everything_find_the_likeliest_text_of_all() -> None:
    """Over two tokens of a vocabulary of five: by trying all twenty-five."""
    random = np.random.default_rng(0)
    first, then = random.normal(size=5), random.normal(size=(5, 5))
    found = beam_search(first, lambda parents, tokens: then[list(tokens)].astype(np.float32), beams=5, n=2, ends=())
    joint = log_probs(first)[:, None] + log_probs(then)
    best = np.unravel_index(joint.argmax(), joint.shape)
    assert found.best[0].tokens == tuple(map(int, best))
    assert found.best[0].log_prob == pytest.approx(joint.max(), rel=1e-5)


def test_what_was_kept_at_each_step_is_recorded() -> None:
    texts = GrowingTexts(shared("gpt2"), IDS[:6])
    found = beam_search(texts.first, texts.onward, beams=3, n=4, ends=())
    assert [len(step) for step in found.kept] == [3, 3, 3, 3]
    assert [{len(one.tokens) for one in step} for step in found.kept] == [{1}, {2}, {3}, {4}]


@pytest.mark.parametrize(("beams", "n"), [(0, 1), (1, 0)])
def test_fewer_than_one_beam_or_token_is_refused(beams: int, n: int) -> None:
    with pytest.raises(ValueError, match=f"at least one beam and one token, not {beams} and {n}"):
        beam_search(np.zeros(3), lambda parents, tokens: np.zeros((1, 3), np.float32), beams=beams, n=n, ends=())


def test_one_beam_and_one_token_are_enough_and_the_model_is_asked_once_less_than_there_are_tokens() -> None:
    asked = []

    def onward(parents, tokens):
        asked.append(tokens)
        return np.zeros((len(tokens), 3), np.float32)

    assert beam_search(np.array([0, 2, 1]), onward, beams=1, n=1, ends=()).best[0].tokens == (1,)
    assert asked == []
    beam_search(np.zeros(3), onward, beams=2, n=4, ends=())
    assert len(asked) == 3


def test_it_stops_where_nothing_that_runs_can_beat_what_has_ended() -> None:
    """The end is all but certain at once, so the other beam is not followed to the fifth token."""
    asked = []

    def onward(parents, tokens):
        asked.append(tokens)
        return np.tile(np.array([9, 0, 0], np.float32), (len(tokens), 1))

    found = beam_search(np.array([9, 1, 0]), onward, beams=2, n=5, ends=(0,))
    assert [one.tokens[-1] for one in found.best] == [0, 0]
    assert len(asked) == 1
