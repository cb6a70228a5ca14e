"""The line of checkpoints: a stop for each, where the loss stood then."""

import pytest

from explorer.components.payload import Dropped
from explorer.findings.growth.scrubber import curve, training_steps
from tests.findings.growth.history import history


def test_every_kept_step_has_a_stop_that_says_what_is_known_of_it() -> None:
    line = training_steps(history(), 100)
    assert [stop.step for stop in line.stops] == ["0", "10", "100", "400", "1,000"]
    assert line.at == 2
    assert line.stops[2].told == "step 100 of 1,000 · 410,000 tokens read · 7.00 bits a token"


def test_the_curve_passes_through_the_stops_from_the_top_to_the_bottom() -> None:
    points = curve(history())
    assert points[0] == (0.0, 1.0)
    assert points[-1] == (4.0, 0.0)
    assert [x for x, _y in points] == sorted(x for x, _y in points)
    assert points[3][0] == 2.0  # step 100 is the third stop


def test_a_step_that_was_not_kept_has_no_place() -> None:
    with pytest.raises(ValueError, match="not in tuple"):
        training_steps(history(), 200)


@pytest.mark.parametrize("sent", [-1, 5, "2", None, True, 1.0])
def test_only_a_stop_can_be_asked_for(sent: object) -> None:
    with pytest.raises(Dropped):
        training_steps(history(), 0).stop(sent)
    assert training_steps(history(), 0).stop(4) == 4
