"""Panels over one axis of time, through the figure's data."""

from itertools import pairwise

import numpy as np
import plotly.graph_objects as go
import pytest

from explorer.figures.heads_over_time import Scores, heads_over_time
from explorer.figures.learning_phases import Band, Line, Panel, at, learning_phases
from explorer.figures.palette import DARK, LIGHT, Palette

STEPS = (0, 1, 10, 100)
PANELS = (
    Panel("loss", (Line("it", np.array([11.0, 10, 8, 6]), None, "ink"), Line("level", None, 9.0, "muted"))),
    Panel("score", (Line("best", np.array([0.0, 0, 0.5, 1]), None, "attention"),), most=1.0),
)
BAND = Band(5, 10, 20, "change")


@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_plotly_accepts_the_figures(colors: Palette) -> None:
    go.Figure(learning_phases(STEPS, (0, 100), PANELS, BAND, colors, x="steps").to_plotly_json())
    go.Figure(learning_phases(STEPS, (0, 100), PANELS, None, colors, x="steps").to_plotly_json())
    boards = (Scores("one", np.eye(2, 4)), Scores("two", np.eye(2, 4)))
    go.Figure(heads_over_time(boards, ("a", "b"), STEPS, BAND, colors, x="steps").to_plotly_json())
    go.Figure(heads_over_time(boards[:1], ("a", "b"), STEPS, None, colors, x="steps").to_plotly_json())


def test_all_share_the_axis_of_time_and_stand_above_one_another() -> None:
    figure = learning_phases(STEPS, (0, 100), PANELS, BAND, LIGHT, x="steps").to_plotly_json()
    line, level, best = figure["data"]
    assert line["x"] == best["x"] == [at(step) for step in STEPS]
    assert (line["yaxis"], best["yaxis"]) == ("y", "y2")
    assert level["y"] == [9.0, 9.0]
    domains = [figure["layout"][name]["domain"] for name in ("yaxis", "yaxis2")]
    assert all(lower[1] < upper[0] for upper, lower in pairwise(domains))


def test_kept_steps_have_large_dots_and_the_band_lies_where_it_was_found() -> None:
    figure = learning_phases(STEPS, (0, 100), PANELS, BAND, LIGHT, x="steps").to_plotly_json()
    sizes = figure["data"][0]["marker"]["size"]
    assert [size > 5 for size in sizes] == [True, False, False, True]
    shade, middle = figure["layout"]["shapes"]
    assert (shade["x0"], shade["x1"], middle["x0"]) == (at(5), at(20), at(10))


def test_a_line_has_values_or_a_level() -> None:
    with pytest.raises(ValueError, match="either values or a level"):
        Line("a", None, None, "ink")
