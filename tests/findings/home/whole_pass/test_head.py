"""The selected head's numbers work out."""

import numpy as np

from explorer.engine.runs import Run
from explorer.findings.home.whole_pass.head import selected


def test_a_score_is_the_sum_of_its_products(run: Run, shown: list[int]) -> None:
    head = selected(run, shown)
    np.testing.assert_allclose((head.q.values * head.k.values).sum(-1), head.dots.values, rtol=1e-4, atol=1e-4)
    np.testing.assert_allclose(head.dots.values * head.scale, head.scores.values, rtol=1e-4, atol=1e-4)
