"""A curve is named only where every measured point lies near it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.analysis.growth import NEAR, growth

LENGTHS = (16, 64, 128, 256, 480, 960)


def named(times: list[float], lengths: tuple[int, ...] = LENGTHS) -> str | None:
    found = growth(lengths, times)
    return None if found is None else found.kind


@pytest.mark.parametrize(
    ("kind", "coefficients"),
    [("flat", (3.0,)), ("linear", (1.0, 0.05)), ("quadratic", (2.0, 0.01, 0.0005))],
)
def test_what_was_made_of_a_curve_is_recognized_and_given_back(kind: str, coefficients: tuple[float, ...]) -> None:
    times = [sum(c * n**power for power, c in enumerate(coefficients)) for n in LENGTHS]
    found = growth(LENGTHS, times)
    assert found is not None
    assert found.kind == kind
    np.testing.assert_allclose(found.coefficients, coefficients, rtol=1e-6)
    assert found.at(512) == pytest.approx(sum(c * 512**power for power, c in enumerate(coefficients)))


def test_a_point_far_from_every_curve_means_that_none_holds() -> None:
    times = [3.0, 3.0, 3.0, 9.0, 3.0, 3.0]
    assert named(times) is None


def test_few_points_prove_nothing() -> None:
    assert named([1.0, 2.0], (1, 2)) is None
    assert named([1.0, 5.0, 9.0], (1, 2, 3)) is None
    assert named([1.0, 1.0, 1.0], (1, 2, 3)) == "flat"


@given(st.lists(st.floats(0.5, 2), min_size=6, max_size=6))
def test_a_curve_that_is_named_is_near_every_point(noise: list[float]) -> None:
    times = [(1 + n / 100) * factor for n, factor in zip(LENGTHS, noise, strict=True)]
    found = growth(LENGTHS, times)
    if found is not None:
        assert found.off <= NEAR
        assert all(abs(t / found.at(n) - 1) <= NEAR + 1e-9 for n, t in zip(LENGTHS, times, strict=True))
