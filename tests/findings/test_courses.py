"""What is said of a line is what the line does."""

from math import inf, nan

import pytest

from explorer.findings.courses import course

Points = list[tuple[float, float]]


def said(points: Points) -> str:
    return course("it", points, lambda x: f"at {x:g}", lambda y: f"{y:g}")


@pytest.mark.parametrize(
    ("points", "sentence"),
    [
        ([(0, 4), (1, 1), (2, 3)], "it: from 4 (at 0) to 3 (at 2), least 1 (at 1)."),
        ([(0, 1), (1, 4), (2, 3)], "it: from 1 (at 0) to 3 (at 2), most 4 (at 1)."),
        ([(0, 2), (1, 0), (2, 5), (3, 3)], "it: from 2 (at 0) to 3 (at 3), least 0 (at 1), most 5 (at 2)."),
        ([(0, 1), (1, 2), (2, 3)], "it: from 1 (at 0) to 3 (at 2)."),
        ([(7, 3)], "it: 3 (at 7)."),
        ([], ""),
    ],
)
def test_both_ends_are_told_and_where_it_turns_beyond_them(points: Points, sentence: str) -> None:
    assert said(points) == sentence


def test_what_is_no_number_is_passed_over() -> None:
    assert said([(0, nan), (1, 5), (2, 4), (3, inf)]) == "it: from 5 (at 1) to 4 (at 2)."


def test_a_flutter_that_is_small_against_the_whole_way_is_no_turn() -> None:
    assert said([(0, 0), (1, -1), (2, 101), (3, 100)]) == "it: from 0 (at 0) to 100 (at 3)."
