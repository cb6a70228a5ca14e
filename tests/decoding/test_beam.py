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


def by_transformers(name: str, ids: tuple[int, ...], *, beams: int, n: int, eot: int | None, penalty: float):
    module: Any = shared(name).module
    found = module.generate(
        torch.tensor([ids]),
        num_beams=beams,
        num_return_sequences=beams,
        max_new_tokens=n,
        do_sample=False,
        length_penalty=penalty,
        early_stopping=False,
        eos_token_id=eot,
        pad_token_id=0,
        output_scores=True,
        return_dict_in_generate=True,
    )
    return [row[len(ids) :].tolist() for row in found.sequences], found.sequences_scores.numpy()


def likely_end(name: str) -> int:
    """A token that comes up often, to stand for the end of text."""
    texts = GrowingTexts(shared(name), IDS[:6])
    return int(np.argsort(texts.first)[-2])


@pytest.mark.parametrize("name", ["gpt2", "llama", "gemma2"])
@pytest.mark.parametrize("penalty", [0.0, 1.0, 2.0])
@pytest.mark.parametrize("ends", [False, True])
@pytest.mark.parametrize("beams", [2, 4])
def test_it_is_transformers_beam_search(name: str, penalty: float, ends: bool, beams: int) -> None:
    eot, ids, n = likely_end(name) if ends else None, IDS[:6], 9
    texts = GrowingTexts(shared(name), ids)
    found = beam_search(texts.first, texts.onward, beams=beams, n=n, eot=eot, length_penalty=penalty)
    sequences, scores = by_transformers(name, ids, beams=beams, n=n, eot=eot, penalty=penalty)
    np.testing.assert_allclose([one.score(penalty) for one in found.best], scores, rtol=1e-4)
    for one, row in zip(found.best, sequences, strict=True):
        assert list(one.tokens) == row[: len(one.tokens)]


def test_one_beam_is_greedy() -> None:
    texts, ids = GrowingTexts(shared("gpt2"), IDS[:6]), list(IDS[:6])
    found = beam_search(texts.first, texts.onward, beams=1, n=5, eot=None)
    for token in found.best[0].tokens:
        assert token == GrowingTexts(shared("gpt2"), ids).first.argmax()
        ids.append(token)


def test_the_joint_probability_is_the_product_of_each_tokens() -> None:
    texts = GrowingTexts(shared("gpt2"), IDS[:6])
    best = beam_search(texts.first, texts.onward, beams=3, n=4, eot=None).best[0]
    total, ids = 0.0, list(IDS[:6])
    for token in best.tokens:
        total += log_probs(GrowingTexts(shared("gpt2"), ids).first)[token]
        ids.append(token)
    assert best.log_prob == pytest.approx(total, rel=1e-4)


def test_beams_that_cover_everything_find_the_likeliest_text_of_all() -> None:
    """Over two tokens of a vocabulary of five: by trying all twenty-five."""
    random = np.random.default_rng(0)
    first, then = random.normal(size=5), random.normal(size=(5, 5))
    found = beam_search(first, lambda parents, tokens: then[list(tokens)].astype(np.float32), beams=5, n=2, eot=None)
    joint = log_probs(first)[:, None] + log_probs(then)
    best = np.unravel_index(joint.argmax(), joint.shape)
    assert found.best[0].tokens == tuple(map(int, best))
    assert found.best[0].log_prob == pytest.approx(joint.max(), rel=1e-5)


def test_what_was_kept_at_each_step_is_recorded() -> None:
    texts = GrowingTexts(shared("gpt2"), IDS[:6])
    found = beam_search(texts.first, texts.onward, beams=3, n=4, eot=None)
    assert [len(step) for step in found.kept] == [3, 3, 3, 3]
    assert [{len(one.tokens) for one in step} for step in found.kept] == [{1}, {2}, {3}, {4}]


def test_no_beams_and_no_tokens_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        beam_search(np.zeros(3), lambda parents, tokens: np.zeros((1, 3), np.float32), beams=0, n=1, eot=None)
