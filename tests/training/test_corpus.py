"""Which documents are read, and which tokens a step sees."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from explorer.text.embedded import embedded_encoding
from training.corpus import documents, packed
from training.mixture import PERCENT, Mixture, copy_row, read_sources


def test_documents_for_non_commercial_use_are_left_out(corpus: Path) -> None:
    found = list(documents(corpus, "en_stories"))
    assert len(found) == 3
    assert "closed" not in found


def test_tales_and_the_others_are_the_whole(corpus: Path) -> None:
    tales, others = (list(documents(corpus, "ja_aozora", tales=tales)) for tales in (True, False))
    assert (len(tales), len(others)) == (2, 1)
    assert sorted(tales + others) == sorted(documents(corpus, "ja_aozora"))


def test_packed_documents_begin_with_the_end_of_text(corpus: Path, tokenizer: Path) -> None:
    encoding = embedded_encoding(tokenizer)
    ids = packed(corpus, "en_stories", encoding)
    assert ids[0] == encoding.eot_token
    assert (ids == encoding.eot_token).sum() == 3
    texts = encoding.decode(ids.tolist()).split("<|endoftext|>")[1:]
    assert texts == list(documents(corpus, "en_stories"))


def test_the_shares_are_percent() -> None:
    assert sum(PERCENT.values()) == 100


def mixture(n_ctx: int = 8) -> Mixture:
    sources = {name: np.arange(1000, dtype=np.uint16) for name in PERCENT if name != "copies"}
    return Mixture(sources, PERCENT, n_ctx, 1001, seed=1)


def test_a_batch_depends_on_seed_and_step_alone() -> None:
    again = [mixture().batch(step, rows=3) for step in (5, 5, 6)]
    assert (again[0] == again[1]).all()
    assert (again[0] != again[2]).any()
    assert again[0].shape == (3, 8)


def test_a_hundred_rows_hold_every_source_in_its_share() -> None:
    turns = [mixture().turn(number) for number in range(300, 400)]
    assert Counter(name for name, _ in turns) == PERCENT


def test_every_window_is_seen_once_a_pass() -> None:
    made = mixture()
    rows = [n for n in range(6000) if made.turn(n)[0] == "en_stories"]
    assert [made.turn(n)[1] for n in rows] == list(range(len(rows)))
    a_pass = 1000 // 8 - 1
    starts = [int(made.row(n)[0]) for n in rows[:a_pass]]
    assert len(set(starts)) == a_pass
    assert len({start % 8 for start in starts}) == 1


def test_a_source_that_is_not_there_is_passed_over(corpus: Path, tokenizer: Path) -> None:
    # The corpus of the tests has no English author who wrote for children.
    encoding = embedded_encoding(tokenizer)
    sources = read_sources(corpus, encoding)
    assert "en_tales" not in sources
    made = Mixture(sources, PERCENT, 16, encoding.n_vocab, seed=0)
    assert made.batch(0, rows=100).shape == (100, 16)


@pytest.mark.parametrize("seed", range(5))
def test_a_copy_says_the_same_again(seed: int) -> None:
    row = copy_row(64, 500, np.random.default_rng(seed))
    assert row[0] == 499
    periods = [p for p in range(8, 33) if (row[1 + p :] == row[1:-p]).all()]
    assert periods
    assert row[1:].max() < 499
