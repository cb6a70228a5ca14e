"""Accuracy against examples, through the figure's data."""

import plotly.graph_objects as go
import pytest

from explorer.figures.palette import DARK, LIGHT, Palette
from explorer.figures.shot_curves import ShotLine, shot_curves

LINES = (
    ShotLine("a", (0, 1, 16), (0.0, 0.5, 1.0), (0.0, 0.3, 0.8), (0.2, 0.7, 1.0), 0),
    ShotLine("a, swapped", (2, 16), (0.25, 0.5), (0.1, 0.3), (0.5, 0.7), 0, control=True),
    ShotLine("b", (0, 1), (0.1, 0.1), (0.0, 0.0), (0.3, 0.3), 1),
)
LABELS = ("examples", "right")


@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_plotly_accepts_the_figure(colors: Palette) -> None:
    go.Figure(shot_curves(LINES, LABELS, colors, level=("chance", 0.1)).to_plotly_json())
    go.Figure(shot_curves(LINES[:1], LABELS, colors).to_plotly_json())


def test_each_share_lies_over_its_count_with_its_interval() -> None:
    figure = shot_curves(LINES, LABELS, LIGHT, level=("chance", 0.1)).to_plotly_json()
    first, control, other, level = figure["data"]
    assert (first["x"], first["y"]) == (["0", "1", "16"], [0.0, 0.5, 1.0])
    assert first["error_y"]["array"] == pytest.approx([0.2, 0.2, 0.0])
    assert first["error_y"]["arrayminus"] == pytest.approx([0.0, 0.2, 0.2])
    assert figure["layout"]["xaxis"]["categoryarray"] == ["0", "1", "2", "16"]
    assert level["y"] == [0.1] * 4
    assert first["line"]["color"] == control["line"]["color"] != other["line"]["color"]
    assert first["line"]["dash"] != control["line"]["dash"]


def test_counts_and_shares_must_go_together() -> None:
    with pytest.raises(ValueError, match="a has 1 counts and 2 shares"):
        ShotLine("a", (0,), (0.1, 0.2), (0.0,), (0.3,), 0)
