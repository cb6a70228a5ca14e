"""The figures of the Output page, through their data; plotly itself checks that they are figures."""

from dataclasses import fields

import numpy as np
import plotly.graph_objects as go
import pytest

from explorer.figures.leaf_lines import Leaf, leaf_lines
from explorer.figures.palette import DARK, LIGHT, Palette
from explorer.figures.reliability_bars import BinLabels, Bins, reliability_bars
from explorer.figures.speed_lines import Speeds, speed_lines

BIN_LABELS = BinLabels(**{field.name: field.name for field in fields(BinLabels)})
NAN = float("nan")
BINS = Bins(np.array([0, 8]), np.array([NAN, 0.8]), np.array([NAN, 0.5]), np.array([NAN, 0.2]), np.array([NAN, 0.7]))


@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_they_are_figures(colors: Palette) -> None:
    go.Figure(leaf_lines([Leaf("A", (1.0,), ("a",)), Leaf("B", (), ())], "x", "y", colors).to_dict())
    go.Figure(reliability_bars(BINS, BIN_LABELS, colors).to_dict())
    go.Figure(speed_lines([Speeds("a", (1, 2), (3.0, 4.0))], "x", "y", colors).to_dict())


def test_points_are_joined_by_the_curve_that_holds_and_else_by_a_dotted_line() -> None:
    speeds = [Speeds("a", (1, 2), (3.0, 4.0), ((0, 2.0), (2, 4.0))), Speeds("b", (1, 2), (5.0, 6.0))]
    curve, one, other = speed_lines(speeds, "x", "y", LIGHT).to_plotly_json()["data"]
    assert (curve["x"], curve["y"]) == ([0, 2], [2.0, 4.0])
    assert (one["mode"], other["mode"]) == ("markers+text", "lines+markers+text")


def test_a_leafs_line_gathers_its_bits() -> None:
    line = leaf_lines([Leaf("A", (1.0, 2.5, 0.5), ("a", "b", "c"))], "x", "y", LIGHT).to_plotly_json()["data"][0]
    assert line["y"] == [0.0, 1.0, 3.5, 4.0]
    assert line["text"] == ["", "a", "b", "c"]


def test_bins_without_guesses_have_no_point_and_the_others_their_interval() -> None:
    bars, _ideal, points, guesses = reliability_bars(BINS, BIN_LABELS, LIGHT).to_plotly_json()["data"]
    assert (points["x"], points["y"]) == ([0.8], [0.5])
    np.testing.assert_allclose((points["error_y"]["array"], points["error_y"]["arrayminus"]), ([0.2], [0.3]))
    assert bars["y"] == [0.0, 0.5]
    assert guesses["y"] == [0, 8]


def test_what_does_not_go_together_is_refused() -> None:
    with pytest.raises(ValueError, match="do not go with"):
        Leaf("A", (1.0,), ())
    with pytest.raises(ValueError, match="do not go with"):
        Speeds("a", (1,), ())
    with pytest.raises(ValueError, match="every bin"):
        Bins(np.array([1]), np.array([]), np.array([]), np.array([]), np.array([]))
