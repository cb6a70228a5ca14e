"""What two distributions share: a law or two, and scipy's distance."""

import numpy as np
import pytest
from scipy.spatial.distance import cityblock

from explorer.decoding.overlap import common, left_in_all
from explorer.decoding.pipeline import run
from tests.decoding.settings import Floats, given, logits, samplings


@given(logits, samplings, samplings)
def test_what_is_shared_is_one_less_half_of_scipys_city_block_distance(logits: Floats, one, other):
    p, q = (run(logits, [], sampling).probs for sampling in (one, other))
    assert common(p, q) == pytest.approx(1 - cityblock(p.astype(float), q.astype(float)) / 2, abs=1e-5)
    assert common(p, q) == common(q, p)
    assert common(p, p) == pytest.approx(1, abs=1e-5)


@given(logits, samplings, samplings)
def test_what_is_left_in_all_is_left_in_each(logits: Floats, one, other):
    kept = [run(logits, [], sampling).stages[-1].kept for sampling in (one, other)]
    both = left_in_all(kept)
    np.testing.assert_array_equal(both, kept[0] & kept[1])


def test_no_two_share_more_than_everything() -> None:
    """Ten tenths add up to more than 1 in float32."""
    tenths = np.full(10, 0.1, np.float32)
    assert tenths.sum(dtype=np.float64) > 1
    assert common(tenths, tenths) == 1
