"""Trainings on one axis: what stands in the figure."""

import math
from typing import Any

import plotly.graph_objects as go
import pytest

from explorer.figures.palette import DARK, LIGHT, Palette
from explorer.figures.training_lines import Level, TrainingLabels, TrainingLine, training_lines

LABELS = TrainingLabels("steps", "loss")
FIRST = TrainingLine("seen", "unseen", ((1, 3.0), (2, 2.0)), ((0, 4.0), (2, 2.5)))
OTHER = TrainingLine("seen 2", "unseen 2", ((1, 3.0), (2, math.nan)), ((0, 4.0), (2, 50.0)))
LEVELS = (Level("blindly 4.00", 4.0), Level("frequencies 3.00", 3.0))


@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_plotly_accepts_the_figure(colors: Palette) -> None:
    go.Figure(training_lines((FIRST,), LEVELS, LABELS, colors, steps=9, lowest=(2, 2.5)).to_plotly_json())
    go.Figure(training_lines((), (), LABELS, colors, steps=0).to_plotly_json())


def test_each_loss_lies_over_its_step_and_each_level_across_all_of_them() -> None:
    drawn: Any = training_lines((FIRST,), LEVELS, LABELS, LIGHT, steps=9)
    seen, unseen, blind, frequencies = drawn.data
    assert (list(seen.x), list(seen.y)) == ([1, 2], [3.0, 2.0])
    assert (list(unseen.x), list(unseen.y)) == ([0, 2], [4.0, 2.5])
    assert (list(blind.x), list(blind.y), list(frequencies.y)) == ([0, 9], [4.0, 4.0], [3.0, 3.0])
    assert [note.text for note in drawn.layout.annotations] == ["blindly 4.00", "frequencies 3.00"]
    assert drawn.layout.xaxis.range[1] == 9


def test_one_training_has_two_colours_and_two_have_one_each() -> None:
    alone: Any = training_lines((FIRST,), (), LABELS, LIGHT, steps=9)
    both: Any = training_lines((FIRST, OTHER), (), LABELS, LIGHT, steps=9)
    assert alone.data[0].line.color != alone.data[1].line.color
    colors = [line.line.color for line in both.data]
    assert colors[0] == colors[1] != colors[2] == colors[3]


def test_a_loss_that_bursts_leaves_the_picture_and_what_is_no_number_a_gap() -> None:
    drawn: Any = training_lines((FIRST, OTHER), LEVELS, LABELS, LIGHT, steps=9)
    low, high = drawn.layout.yaxis.range
    assert (low, high) == (0, pytest.approx(1.12 * 1.6 * 4.0))
    assert list(drawn.data[2].y) == [3.0, None]


def test_steps_do_not_go_back() -> None:
    with pytest.raises(ValueError, match="go back"):
        TrainingLine("seen", "unseen", ((2, 1.0), (1, 1.0)), ())
