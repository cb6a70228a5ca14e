"""Parts of a derivative, integrated along a way: by calculus, and by what every piece must add up to."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.trace.path_integral import FIRST, Doubles, Limits, integrate

STEEPNESS = 4000


def cubic(places: Doubles) -> tuple[Doubles, Doubles]:
    """3x² and 2, of x³ + 2x."""
    return np.stack([3 * places**2, np.full_like(places, 2)], 1), places**3 + 2 * places


def jump(at: float, places: Doubles) -> tuple[Doubles, Doubles]:
    """A step of 1 within a thousandth of the way, and a sine."""
    step = 1 / (1 + np.exp(-np.clip((places - at) * STEEPNESS, -500, 500)))
    return np.stack([step * (1 - step) * STEEPNESS, np.cos(places)], 1), step + np.sin(places)


def test_a_cubic_is_exact_at_the_first_points() -> None:
    found = integrate(cubic, allowed=1e-3)
    np.testing.assert_allclose(found.parts, [1, 2], atol=1e-12)
    assert found.missed == pytest.approx(0, abs=1e-12)
    assert found.points == 2 * FIRST + 1


@given(st.floats(0.05, 0.95))
def test_a_jump_anywhere_is_found_and_only_the_pieces_there_are_halved(at: float) -> None:
    found = integrate(lambda places: jump(at, places), allowed=1e-3)
    np.testing.assert_allclose(found.parts, [1, np.sin(1)], atol=2e-3)
    assert found.missed <= 1e-3
    widths = {piece.end - piece.start for piece in found.pieces}
    assert max(widths) >= 1 / (2 * FIRST)
    assert min(widths) <= 1e-3
    assert found.points < 150


def test_the_pieces_lie_side_by_side_from_0_to_1_and_each_says_what_it_lacks() -> None:
    found = integrate(lambda places: jump(0.3, places), allowed=1e-3)
    pieces = sorted(found.pieces, key=lambda piece: piece.start)
    assert (pieces[0].start, pieces[-1].end) == (0, 1)
    assert all(piece.end == next.start for piece, next in pairwise(pieces))
    for piece in pieces:
        start, end = jump(0.3, np.array([piece.start, piece.end]))[1]
        assert piece.lacks == pytest.approx(end - start - piece.parts.sum(), abs=1e-12)
    assert found.missed == pytest.approx(sum(abs(piece.lacks) for piece in pieces))


def test_it_stops_at_the_limit_of_points_and_says_what_is_missed() -> None:
    for points in (2 * FIRST + 1, 2 * FIRST + 2, 31):
        found = integrate(lambda places: jump(0.31, places), allowed=1e-6, limits=Limits(points=points))
        assert found.points in (points, points - 1)
        assert found.missed > 0.1


def test_it_stops_when_the_time_is_over() -> None:
    assert integrate(lambda places: jump(0.31, places), allowed=1e-6, limits=Limits(seconds=0)).points == 2 * FIRST + 1


def test_no_place_is_asked_for_twice_nor_more_at_once_than_allowed() -> None:
    asked: list[float] = []
    heard: list[tuple[int, int]] = []

    def rates(places: Doubles) -> tuple[Doubles, Doubles]:
        assert len(places) <= 5
        asked.extend(places.tolist())
        return jump(0.3, places)

    found = integrate(rates, allowed=1e-2, at_once=5, told=lambda *points: heard.append(points))
    assert len(asked) == len(set(asked)) == found.points == heard[-1][0]
    assert heard[:4] == [(5, 17), (10, 17), (15, 17), (17, 17)]
    assert heard[4][1] == 19


def test_what_is_not_a_number_ends_it() -> None:
    found = integrate(lambda places: (np.full((len(places), 1), np.nan), places), allowed=1.0)
    assert np.isnan(found.missed)
    assert found.points == 2 * FIRST + 1
