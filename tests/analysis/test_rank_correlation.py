"""Spearman's rank correlation, against Pearson's of the ranks."""

import numpy as np
import pytest
from scipy.stats import kendalltau, rankdata

from explorer.analysis.rank_correlation import rank_correlation


def test_equal_maps_agree_and_opposite_ones_disagree() -> None:
    one = np.arange(64.0)
    assert rank_correlation(one, one**3) == pytest.approx(1)
    assert rank_correlation(one, -one) == pytest.approx(-1)


@pytest.mark.parametrize("seed", range(50))
def test_the_rank_correlation_is_pearson_s_of_the_ranks(seed: int) -> None:
    rng = np.random.default_rng(seed)
    one, noise = rng.integers(0, 10, (2, 64)).astype(float)  # many are equal
    other = one * rng.choice([-1, 0, 1]) + noise
    found = rank_correlation(one, other)
    assert found == pytest.approx(np.corrcoef(rankdata(one), rankdata(other))[0, 1], abs=1e-9)
    tau = float(np.asarray(kendalltau(one, other)[0]))
    assert found is not None
    assert abs(tau) < 0.3 or (found > 0) == (tau > 0)


def test_a_map_that_is_the_same_everywhere_has_no_order() -> None:
    assert rank_correlation(np.ones(64), np.arange(64.0)) is None
    assert rank_correlation(np.arange(64.0), np.zeros(64)) is None
