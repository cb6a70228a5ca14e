"""When something rises: a stated rule, on series whose answer is known."""

import numpy as np
import pytest

from explorer.analysis.rise import rise


def test_a_step_is_passed_between_its_two_measurements_in_proportion() -> None:
    found = rise((0, 9, 99, 999), (0.0, 0.0, 1.0, 1.0))
    assert found is not None
    # Along log10(1 + t) the rise goes from 1 to 2.
    assert [np.log10(1 + t) for t in (found.begin, found.middle, found.end)] == pytest.approx([1.1, 1.5, 1.9])
    assert (found.low, found.high) == (0.0, 1.0)


def test_what_falls_back_has_not_risen_for_good() -> None:
    found = rise((0, 1, 2, 3, 4, 5), (0.0, 0.6, 0.0, 0.0, 1.0, 0.2))
    assert found is not None
    assert 3 < found.begin < found.middle < found.end < 4


@pytest.mark.parametrize("values", [(0.5, 0.5, 0.5), (1.0, 0.5, 0.0)])
def test_what_does_not_rise_has_no_rise(values: tuple[float, ...]) -> None:
    assert rise((0, 1, 2), values) is None


def test_the_scale_of_the_values_does_not_matter() -> None:
    values = np.array([0.0, 0.1, 0.5, 0.7, 1.0])
    first, other = rise((0, 1, 2, 3, 4), values), rise((0, 1, 2, 3, 4), 30 * values - 7)
    assert first is not None
    assert other is not None
    assert (first.begin, first.middle, first.end) == pytest.approx((other.begin, other.middle, other.end))
