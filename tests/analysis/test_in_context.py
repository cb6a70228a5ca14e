"""A text read in windows: laws that hold whatever reads it, and readers whose numbers are known."""

from collections.abc import Sequence

import numpy as np
import pytest
from numpy.typing import NDArray

from explorer.analysis.in_context import reading
from explorer.analysis.ngrams import Bigrams, counted

V, SIZE = 8, 32
IDS = np.random.default_rng(0).integers(0, V, 200).tolist()


def tables(pairs: NDArray[np.int64]) -> Bigrams:
    return counted(pairs, V, fewest=1)


EVEN = tables(np.ones((V, V), np.int64))


def evenly(window: Sequence[int]) -> NDArray[np.float32]:
    return np.zeros((len(window), V), np.float32)


def test_who_expects_every_token_alike_pays_the_logarithm_of_their_number() -> None:
    found = reading(evenly, IDS, size=SIZE, grams=EVEN)
    assert found.loss == pytest.approx(np.log2(V))
    assert found.in_context == pytest.approx(0)
    assert found.from_unigram == pytest.approx(0, abs=1e-9)


def test_who_predicts_by_a_table_is_no_distance_from_it() -> None:
    pairs = np.random.default_rng(1).integers(0, 20, (V, V))
    grams = tables(pairs)

    def by_pairs(window: Sequence[int]) -> NDArray[np.float32]:
        return np.log(grams.rows(window)).astype(np.float32)

    found = reading(by_pairs, IDS, size=SIZE, grams=grams)
    assert found.from_bigram == pytest.approx(0, abs=1e-6)
    assert found.from_unigram > 0.01


def test_the_same_tokens_are_compared_so_that_easy_and_hard_ones_do_not_matter() -> None:
    """The ids say where a token stands, and each place costs what it likes: nothing of that is the context's doing."""
    places = list(range(160))
    costs = np.random.default_rng(2).normal(0, 3, 161)
    even = counted(np.ones((162, 162), np.int64), 162, fewest=1)

    def by_place(window: Sequence[int]) -> NDArray[np.float32]:
        rows = np.zeros((len(window), 162), np.float32)
        rows[np.arange(len(window)), np.array(window) + 1] = costs[np.array(window)]
        return rows

    assert reading(by_place, places, size=SIZE, grams=even).in_context == pytest.approx(0, abs=1e-6)


def test_who_is_surer_the_more_stands_before_has_a_negative_score() -> None:
    text = (list(range(V)) * 30)[:200]

    def learning(window: Sequence[int]) -> NDArray[np.float32]:
        rows = np.zeros((len(window), V), np.float32)
        rows[np.arange(len(window)), (np.array(window) + 1) % V] = np.arange(len(window)) / 8
        return rows

    assert reading(learning, text, size=SIZE, grams=EVEN).in_context < -0.5
