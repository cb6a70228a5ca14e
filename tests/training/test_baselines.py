"""Kneser–Ney against the formula written out, and the compressors against what they decompress."""

import lzma
from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from training.baselines import KneserNey, xz_bits_per_byte, zstd_bits_per_byte

N_VOCAB = 6
texts = st.lists(st.integers(0, N_VOCAB - 1), min_size=5, max_size=60).map(np.array)


def written_out(ids: list[int], n: int):
    """Chen and Goodman 1998, section 3, with dictionaries."""
    raw = {k: Counter(tuple(ids[i : i + k]) for i in range(len(ids) - k + 1)) for k in range(1, n + 1)}
    counts = {n: dict(raw[n])}
    for k in range(1, n):
        before = Counter(gram[1:] for gram in raw[k + 1])
        counts[k] = {gram: before.get(gram, 0) for gram in raw[k]}

    def discounts(k: int) -> list[float]:
        of = [0, *(max(1, sum(c == j for c in counts[k].values())) for j in (1, 2, 3, 4))]
        y = of[1] / (of[1] + 2 * of[2])
        return [0.0, *(min(max(j - (j + 1) * y * of[j + 1] / of[j], 0), j) for j in (1, 2, 3))]

    by_order = {k: discounts(k) for k in counts}

    def probability(before: list[int], token: int, k: int) -> float:
        if k == 0:
            return 1 / N_VOCAB
        prefix = tuple(before[len(before) - k + 1 :])
        follow = {gram: c for gram, c in counts[k].items() if gram[:-1] == prefix}
        total, shorter = sum(follow.values()), probability(before, token, k - 1)
        if total == 0:
            return shorter
        c = counts[k].get((*prefix, token), 0)
        freed = sum(by_order[k][min(c, 3)] for c in follow.values())
        return (c - by_order[k][min(c, 3)] + freed * shorter) / total

    return probability


@given(texts, texts)
def test_it_is_the_formula(train: np.ndarray, text: np.ndarray) -> None:
    found = KneserNey.of(train, N_VOCAB, n=4).probabilities(text)
    probability = written_out(train.tolist(), 4)
    ids = text.tolist()
    expected = [probability(ids[:i], ids[i], min(i + 1, 4)) for i in range(len(ids))]
    np.testing.assert_allclose(found, expected, rtol=1e-9)


@given(texts, st.lists(st.integers(0, N_VOCAB - 1), max_size=6))
def test_the_probabilities_of_all_tokens_sum_to_one(train: np.ndarray, before: list[int]) -> None:
    model = KneserNey.of(train, N_VOCAB)
    total = sum(model.probabilities(np.array([*before, token]))[-1] for token in range(N_VOCAB))
    assert total == pytest.approx(1)


def test_a_text_that_was_seen_costs_fewer_bits() -> None:
    rng = np.random.default_rng(0)
    seen, other = rng.integers(0, 50, 400), rng.integers(0, 50, 400)
    model = KneserNey.of(seen, 50)
    assert model.bits(seen).mean() < 0.9 * model.bits(other).mean()


def test_compressors_count_the_bits_of_what_they_write() -> None:
    data = b"the same again, " * 500
    assert xz_bits_per_byte(data) == 8 * len(lzma.compress(data, preset=9 | lzma.PRESET_EXTREME)) / len(data)
    noise = np.random.default_rng(0).bytes(20_000)
    assert zstd_bits_per_byte(data) < 0.1 < 7.9 < zstd_bits_per_byte(noise) < 8.1
