"""What is said of the cache's times follows the measured points."""

from explorer.engine.cache_times import Measured
from explorer.findings.output.cache_speed import how_they_grow, lines, verdict

LENGTHS = (16, 64, 128, 256, 480)
SECONDS = Measured(LENGTHS, (0.004,) * 5, tuple(0.002 + n * 1e-4 for n in LENGTHS))


def test_each_way_gets_the_curve_that_holds() -> None:
    said = how_they_grow(SECONDS)
    assert "With the cache, the time hardly depends on the length" in said
    assert "Without the cache, the time grows in proportion to the length" in said
    kept, anew = lines(SECONDS)
    assert kept.ms == (4.0,) * 5
    assert anew.curve[-1][0] == LENGTHS[-1]
    assert abs(anew.curve[-1][1] - anew.ms[-1]) < 1e-6


def test_points_on_no_curve_are_said_to_be_on_none() -> None:
    wild = Measured(LENGTHS, (0.004, 0.001, 0.009, 0.002, 0.007), (0.1,) * 5)
    assert "With the cache, the points lie on no simple curve" in how_they_grow(wild)
    assert lines(wild)[0].curve == ()


def test_the_last_length_is_told() -> None:
    assert verdict(SECONDS) == (
        "After 480 tokens the next one takes 4.0 ms with the cache and 50.0 ms without: 12.5 times as long."
    )
