"""The valley of one step."""

from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from explorer.figures.palette import LIGHT
from explorer.figures.step_sweep import Sweep, SweepLabels, step_sweep

LABELS = SweepLabels("own", "line", "other", "before", "best", "rate", "loss")
SWEEP = Sweep((0.1, 1.0, 10.0), (2.0, 1.0, 50.0), (2.0, -7.0, -97.0), (3.0, 3.5, float("nan")), 3.0, 3.0, 2, 1)


def test_the_least_is_marked_and_what_flies_off_does_not_stretch_the_picture() -> None:
    drawn: Any = step_sweep(SWEEP, LABELS, LIGHT)
    go.Figure(drawn.to_dict())  # valid
    by_name = {line.name: line for line in drawn.data}
    assert (list(by_name["best"].x), list(by_name["best"].y)) == ([1.0], [1.0])
    assert list(by_name["other"].y) == [3.0, 3.5, None]
    low, high = drawn.layout.yaxis.range
    assert low == 0
    assert 3 < high < 5
    assert drawn.layout.shapes[0].x0 == 10.0
    assert list(drawn.layout.xaxis.ticktext) == ["10⁻¹", "10⁰", "10¹"]
    assert not by_name["before"].showlegend


def test_without_another_text_there_is_no_line_for_it() -> None:
    drawn: Any = step_sweep(replace(SWEEP, other=(), other_before=None), LABELS, LIGHT)
    assert "other" not in [line.name for line in drawn.data]
