"""The line of the draw."""

import pytest

from explorer.findings.decoding.draw import SEGMENTS, draw_line
from tests.findings.embedded import embedded_run


@pytest.mark.parametrize("seed", range(40))
def test_the_draw_falls_on_the_segment_of_the_chosen_token(seed: int) -> None:
    line = draw_line(embedded_run(sampling={"seed": seed, "temperature": 2}))
    ends = [0.0]
    for segment in line.segments:
        ends.append(ends[-1] + segment.share)
    (at,) = [index for index, segment in enumerate(line.segments) if segment.chosen]
    assert ends[at] - 1e-6 <= line.place <= ends[at + 1] + 1e-6
    assert ends[-1] == pytest.approx(1, abs=1e-5)


def test_some_draws_fall_on_a_token_that_the_line_has_no_room_to_tell_apart() -> None:
    lines = [draw_line(embedded_run(sampling={"seed": seed, "temperature": 2})).segments for seed in range(40)]
    assert {len(line) for line in lines} == {SEGMENTS + 1, SEGMENTS + 3}
