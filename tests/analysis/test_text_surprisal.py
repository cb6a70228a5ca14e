"""A long text's surprisal equals transformers' loss over the same windows."""

from dataclasses import replace

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import entropy as scipy_entropy

from explorer.analysis.surprisal import surprisal
from explorer.analysis.text_surprisal import read, windows
from explorer.models.forward import forward
from tests.models.tiny import N_VOCAB, shared
from tests.trace.traces import IDS, traced

LONG = tuple((11 * i * i + 3 * i) % N_VOCAB for i in range(75))


def reading(name: str, ids: tuple[int, ...], size: int):
    return read(lambda part: forward(shared(name).module, part).numpy(), ids, size=size)


@given(st.integers(1, 400), st.integers(2, 60))
def test_every_token_but_the_first_is_predicted_once_from_half_a_window_at_least(n: int, size: int) -> None:
    found = list(windows(n, size))
    assert [place for window in found for place in range(window.first, window.end)] == list(range(1, n))
    for window in found:
        assert window.end - window.start <= size
    for window in found[1:]:
        assert window.first - window.start >= size // 2


@pytest.mark.parametrize("name", ["gpt2", "llama", "gemma2"])
def test_its_mean_is_transformers_loss_with_labels_on_the_new_tokens_alone(name: str) -> None:
    """The sliding window of transformers' guide to perplexity, with a stride of half a window."""
    total, n = 0.0, 0
    for window in windows(len(LONG), 20):
        ids = torch.tensor([LONG[window.start : window.end]])
        labels = ids.clone()
        labels[:, : window.first - window.start] = -100
        count = int((labels[:, 1:] != -100).sum())
        total += float(shared(name).module(input_ids=ids, labels=labels).loss) * count
        n += count
    assert n == len(LONG) - 1
    assert reading(name, LONG, 20).surprisal.mean() * np.log(2) == pytest.approx(total / n, rel=1e-5)


def test_a_text_inside_one_window_costs_what_its_trace_says() -> None:
    found = reading("gpt2", IDS, 40)
    np.testing.assert_allclose(found.surprisal, surprisal(traced("gpt2")), atol=1e-4)


def test_entropy_is_scipys_and_ranks_and_expectations_are_those_of_sorting() -> None:
    found, logits = reading("gpt2", IDS, 40), traced("gpt2").logits
    probs = torch.tensor(logits).softmax(-1).numpy()
    np.testing.assert_allclose(found.entropy, scipy_entropy(probs[:-1], base=2, axis=-1), atol=1e-4)
    for place, token in enumerate(IDS[1:]):
        order = np.argsort(-logits[place], kind="stable")
        assert found.rank[place] == 1 + int(np.flatnonzero(logits[place][order] == logits[place][token])[0])
        np.testing.assert_allclose(found.probs[place], probs[place][order[:5]], rtol=1e-4)
        np.testing.assert_array_equal(found.ids[place], order[:5])


def test_a_single_token_costs_nothing_and_progress_is_told() -> None:
    assert reading("gpt2", IDS[:1], 8).perplexity is None
    told: list[float] = []
    read(lambda part: forward(shared("gpt2").module, part).numpy(), LONG, size=20, told=told.append)
    assert told[-1] == 1
    assert told == sorted(told)


def test_its_perplexity_is_the_exponential_of_transformers_loss() -> None:
    loss = shared("gpt2").module(input_ids=torch.tensor([IDS]), labels=torch.tensor([IDS])).loss
    assert reading("gpt2", IDS, 40).perplexity == pytest.approx(float(torch.exp(loss)), rel=1e-4)


def test_a_window_of_two_is_the_smallest_that_predicts() -> None:
    assert [(window.start, window.end, window.first) for window in windows(3, 2)] == [(0, 2, 1), (1, 3, 2)]
    with pytest.raises(ValueError, match="a window of 1 tokens predicts nothing: take at least 2"):
        next(windows(3, 1))


@pytest.mark.parametrize("wrong", ["surprisal", "entropy", "rank", "ids", "probs"])
def test_a_reading_has_one_of_everything_a_token(wrong: str) -> None:
    found = reading("gpt2", IDS, 40)
    with pytest.raises(ValueError, match="one of everything a token"):
        replace(found, **{wrong: getattr(found, wrong)[1:]})


def test_a_small_vocabulary_has_no_more_expectations_than_tokens() -> None:
    found = read(lambda ids: np.tile(np.array([0, 2, 1], np.float32), (len(ids), 1)), (0, 1, 2), size=9)
    assert found.ids.tolist() == [[1, 2, 0]] * 2
    assert found.rank.tolist() == [1, 2]
