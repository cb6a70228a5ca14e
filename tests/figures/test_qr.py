"""A QR code holds its link, and is refused where no phone could read it."""

import re

import numpy as np
import pytest
import segno

from explorer.figures.qr import LONGEST, code_of

LINK = "http://192.168.0.7:8501/context?lang=ja&prompt=%E7%8C%AB"


def squares(path: str, size: int) -> np.ndarray:
    """The path drawn, a unit a square."""
    drawn = np.zeros((size, size), int)
    for x, y, n in re.findall(r"M(\d+) (\d+)h(\d+)v1h-\d+z", path):
        drawn[int(y), int(x) : int(x) + int(n)] = 1
    return drawn


def test_the_path_draws_the_code_of_the_link_with_its_quiet_margin() -> None:
    code = code_of(LINK)
    assert code is not None
    drawn = squares(code.path, code.size)
    matrix = np.array([list(row) for row in segno.make_qr(LINK, error="m", boost_error=False).matrix])
    np.testing.assert_array_equal(drawn[4:-4, 4:-4], matrix)
    assert drawn.sum() == matrix.sum()


@pytest.mark.parametrize("link", ["", "x" * (LONGEST + 1)])
def test_no_link_and_one_that_is_too_long_have_none(link: str) -> None:
    assert code_of(link) is None


def test_the_longest_still_has_one() -> None:
    code = code_of("x" * LONGEST)
    assert code is not None
    assert code.size <= 121
