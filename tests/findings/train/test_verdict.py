"""What a training's losses say of it: curves whose course is known."""

import math

import pytest

from explorer.findings.train.verdict import MARGIN, Points, verdict

UNIGRAM = 3.0


def falling(last: float, steps: int = 100) -> list[tuple[int, float]]:
    """From 4 to `last`, along a line."""
    return [(step, 4 + (last - 4) * step / steps) for step in range(0, steps + 1, 10)]


def turning(lowest: float, last: float) -> list[tuple[int, float]]:
    """Down to `lowest` at step 50, then up to `last` at step 100."""
    down = [(step, 4 + (lowest - 4) * step / 50) for step in range(0, 51, 10)]
    return down + [(step, lowest + (last - lowest) * (step - 50) / 50) for step in range(60, 101, 10)]


@pytest.mark.parametrize(
    ("seen", "held_out", "kind"),
    [
        (falling(1.0), falling(1.5), "still learning"),
        (falling(0.5), turning(2.0, 2.5), "by heart"),
        (falling(0.5), turning(2.0, UNIGRAM + 0.5), "by heart"),
        (turning(2.0, 2.6), turning(2.0, 2.5), "stalled"),  # both rise: nothing is learnt by heart
        (falling(1.0), [*falling(2.0, 60), (70, 2.0), (80, 1.99), (90, 1.99), (100, 1.99)], "stalled"),
        (falling(2.9), falling(UNIGRAM - MARGIN / 2), "no better"),
        (turning(2.0, 9.0), turning(2.0, 9.0), "no better"),
        ([*falling(2.0, 50), (60, math.nan)], falling(2.0, 50), "burst"),
        (falling(2.0, 50), [*falling(2.0, 50), (60, math.inf)], "burst"),
        (falling(3.5, 10), falling(3.5, 10), "too short"),
    ],
)
def test_each_course_has_its_name(seen: Points, held_out: Points, kind: str) -> None:
    judged = verdict(seen, held_out, UNIGRAM)
    assert judged is not None
    assert judged.kind == kind


def test_the_numbers_are_those_of_the_curve() -> None:
    judged = verdict(falling(0.5), turning(2.0, 2.5), UNIGRAM)
    assert judged is not None
    assert judged.lowest == (50, 2.0)
    assert judged.rose == pytest.approx(0.5)
    assert judged.seen_fell == pytest.approx(1.75)  # from 2.25 at step 50 to 0.5
    assert (judged.first, judged.last) == (4.0, 2.5)


def test_a_rise_below_the_margin_is_not_spoken_of() -> None:
    judged = verdict(falling(0.5), turning(2.0, 2.0 + MARGIN / 2), UNIGRAM)
    assert judged is not None
    assert judged.kind == "stalled"


def test_nothing_is_said_before_there_is_a_loss() -> None:
    assert verdict((), (), UNIGRAM) is None
    assert verdict((), ((0, math.nan),), UNIGRAM) is None
