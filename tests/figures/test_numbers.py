"""Numbers as the pages write them."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.figures.numbers import count, percent, power_of_e, setting


@pytest.mark.parametrize(
    ("share", "text"),
    [
        (0.314, "31 %"),
        (0.0417, "4.2 %"),
        (0.009997, "1.0 %"),
        (0.000082, "0.0082 %"),
        (1e-9, "< 0.001 %"),
        (0.0, "0 %"),
        (0.9981, "> 99 %"),
        (1.0, "100 %"),
    ],
)
def test_a_share_is_written_with_two_figures(share: float, text: str) -> None:
    assert percent(share) == text


@given(st.floats(1e-5, 0.989))
def test_a_share_that_is_read_back_is_right_to_two_figures(share: float) -> None:
    read = float(percent(share).removesuffix(" %")) / 100
    assert read == pytest.approx(share, rel=0.051)


@given(st.floats(0, 1))
def test_only_nothing_is_written_as_nothing_and_only_certainty_as_a_hundred(share: float) -> None:
    assert (percent(share) == "0 %") == (share == 0)
    assert share > 0.9999 or percent(share) != "100 %"


@given(st.floats(-200, 200))
def test_a_power_of_e_is_right_whatever_its_size(exponent: float) -> None:
    text = power_of_e(exponent).replace(",", "").translate(str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789"))
    mantissa, _, tens = text.partition(" × 10")
    assert math.log(float(mantissa)) + math.log(10) * int(tens or 0) == pytest.approx(exponent, abs=0.006)


def test_e_to_the_0_is_1_and_large_numbers_are_grouped() -> None:
    assert (power_of_e(0.0), power_of_e(8.16), power_of_e(-100.0)) == ("1", "3,498", "3.72 × 10⁻⁴⁴")
    assert (count(8192), setting(0.70), setting(1.0), setting(40)) == ("8,192", "0.7", "1", "40")
