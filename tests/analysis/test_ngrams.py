"""Unigrams and bigrams are probabilities, and what was counted is in them."""

import numpy as np
import pytest

from explorer.analysis.ngrams import DISCOUNT, Bigrams, counted

PAIRS = np.array([[0, 6, 2, 0], [5, 0, 0, 1], [0, 0, 0, 0], [1, 0, 0, 0]])
"""How often the column's token came after the row's; nothing came after the third."""


@pytest.mark.parametrize("fewest", [1, 2, 100])
def test_every_row_is_a_probability_and_nothing_is_impossible(fewest: int) -> None:
    rows = counted(PAIRS, 4, fewest=fewest).rows(range(4))
    assert rows.sum(1) == pytest.approx(np.ones(4))
    assert (rows > 0).all()


def test_a_pair_has_its_count_less_the_discount_and_its_share_of_what_is_left() -> None:
    grams = counted(PAIRS, 4, fewest=1)
    assert grams.unigram == pytest.approx(np.array([7, 7, 3, 2]) / 19)
    left = 1 - (8 - 2 * DISCOUNT) / 8
    assert grams.after(0)[1] == pytest.approx((6 - DISCOUNT) / 8 + left * 7 / 19)
    assert grams.after(0)[3] == pytest.approx(left * 2 / 19)


def test_rare_pairs_that_are_left_out_go_to_the_unigrams() -> None:
    kept = counted(PAIRS, 4, fewest=3).after(0)
    assert kept[2] == pytest.approx((1 - (6 - DISCOUNT) / 8) * 3 / 19)


def test_after_what_was_never_followed_come_the_unigrams() -> None:
    grams = counted(PAIRS, 4, fewest=1)
    assert (grams.after(2) == grams.unigram).all()


def test_followers_counts_and_starts_must_fit() -> None:
    with pytest.raises(ValueError, match="1 followers do not fit 2 counts"):
        Bigrams(np.ones(1), np.ones(1, int), np.array([0, 1]), np.zeros(1, int), np.ones(2))
