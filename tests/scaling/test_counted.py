"""A law seen without embeddings (Pearce and Song 2024)."""

import numpy as np
import pytest

from explorer.scaling.published_laws import additive, embeddings, frontier


def test_without_embeddings_and_at_kaplans_sizes_the_exponent_is_near_kaplans() -> None:
    """The paper finds 0.74 to 0.78 where Kaplan et al. had found 0.73."""
    low_high = frontier("kaplan").runs.parameters
    found = [embeddings().exponent(additive(slug), *low_high) for slug in ("hoffmann-unrounded", "besiroglu")]
    assert found == pytest.approx([0.757, 0.793], abs=0.001)
    assert all(0.70 < exponent < 0.80 for exponent in found)


def test_at_large_sizes_it_is_the_law_itself() -> None:
    law, size = additive("besiroglu"), 1e14
    assert float(embeddings().frontier(law, size)) == pytest.approx(float(law.budget_for(size)), rel=0.01)


def test_each_point_of_the_frontier_is_the_least_loss_for_its_compute() -> None:
    law, sizes = additive("besiroglu"), np.geomspace(1e3, 1e10, 8)
    for size, flop in zip(sizes, embeddings().frontier(law, sizes), strict=True):
        around = size * np.geomspace(0.5, 2, 401)
        loss = law.loss(embeddings().total(around), flop / 6 / around)
        assert around[np.argmin(loss)] == pytest.approx(size, rel=0.01)


def test_of_a_small_model_most_parameters_are_embeddings_and_of_a_large_one_few() -> None:
    share = 1 - np.array([1e4, 1e8, 1e11]) / embeddings().total(np.array([1e4, 1e8, 1e11]))
    assert share[0] > 0.9
    assert share[2] < 0.01
