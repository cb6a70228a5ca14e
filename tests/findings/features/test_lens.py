from hypothesis import given
from hypothesis import strategies as st

from explorer.findings.features.lens import COLUMNS, LastWindow, window_of


@st.composite
def places(draw: st.DrawFn) -> tuple[int, int]:
    total = draw(st.integers(1, 600))
    return total, draw(st.integers(0, total - 1))


@given(places())
def test_the_first_window_holds_the_selection_and_as_many_others_as_fit(place: tuple[int, int]) -> None:
    window = window_of(*place, None)
    assert place[1] in window.places
    assert len(window.places) == min(place[0], COLUMNS)


@given(places(), st.integers(0, 600), st.integers(-50, 600), st.integers(1, 600))
def test_a_selection_that_moves_is_always_brought_into_the_window(
    place: tuple[int, int], position: int, start: int, total: int
) -> None:
    last = LastWindow(position, total, start)
    window = window_of(*place, last)
    moved = (last.total, last.position) != place
    assert not moved or place[1] in window.places


def test_a_selection_inside_the_window_does_not_move_it() -> None:
    assert window_of(200, 55, LastWindow(50, 200, 45)).start == 45


def test_whoever_scrolls_away_stays_there_until_the_selection_moves() -> None:
    scrolled = LastWindow(position=50, total=200, start=150)
    assert window_of(200, 50, scrolled).start == 150
    assert 51 in window_of(200, 51, scrolled).places


def test_a_run_that_grows_brings_its_last_token_into_the_window() -> None:
    assert window_of(101, 100, LastWindow(99, 100, 86)).stop == 101
