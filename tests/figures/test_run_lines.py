"""Runs over a logarithmic axis, through the figure's data."""

import numpy as np
import plotly.graph_objects as go
import pytest

from explorer.figures.palette import DARK, LIGHT, Palette
from explorer.figures.run_lines import LawBand, Mark, RunAxes, RunLine, run_lines

LINES = (
    RunLine("small <b>", (1e3, 1e4), (4.0, 3.5), ("one", "two & three"), 0.0),
    RunLine("large", (1e3, 1e4), (3.9, 3.0), tone=1.0, joined=False, dashed=True),
    RunLine("", (2e3,), (3.0,), tone="loss", points=False),
)
BAND = LawBand.of("law", *(np.array(row) for row in ([1e3, 1e5], [4.0, 2.0], [3.9, 1.8], [4.1, 2.3])), tone="ink")
MARK = Mark("guess", 1e5, 2.5, 2.25, 3.0)
AXES = RunAxes("parameters", "loss", ((1e3, "1,000"), (1e5, "100,000")))


@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_plotly_accepts_the_figure(colors: Palette) -> None:
    go.Figure(run_lines(LINES, AXES, colors, bands=(BAND,), marks=(MARK,), y_range=(1, 4)).to_plotly_json())
    go.Figure(run_lines(LINES[:1], RunAxes("x", "y"), colors).to_plotly_json())


def test_points_band_and_marks_lie_where_they_are_said() -> None:
    drawn = run_lines(LINES, AXES, LIGHT, bands=(BAND,), marks=(MARK,)).to_plotly_json()
    edges, middle, small, large, unnamed, mark = drawn["data"]
    assert edges["x"] == [1e3, 1e5, 1e5, 1e3]
    assert edges["y"] == [4.1, 2.3, 1.8, 3.9]
    assert middle["y"] == [4.0, 2.0]
    assert (small["x"], small["y"], small["name"]) == ([1e3, 1e4], [4.0, 3.5], "small &lt;b&gt;")
    assert small["text"] == ["one", "two &amp; three"]
    assert (large["mode"], unnamed["mode"], unnamed["showlegend"]) == ("markers", "lines", False)
    assert (mark["y"], mark["error_y"]["array"], mark["error_y"]["arrayminus"]) == ([2.5], [0.5], [0.25])
    low, high = drawn["layout"]["xaxis"]["range"]
    assert low < 3
    assert high > 5


def test_an_order_goes_from_pale_to_dark_and_roles_have_their_colours() -> None:
    drawn = run_lines(LINES, AXES, LIGHT).to_plotly_json()["data"]
    assert [line["marker"]["color"] for line in drawn] == [LIGHT.mlp_scale[3], LIGHT.mlp_scale[-1], LIGHT.loss]


def test_what_does_not_go_together_is_refused() -> None:
    with pytest.raises(ValueError, match="2 places, 1 values"):
        RunLine("a", (1, 2), (1,))
    with pytest.raises(ValueError, match="logarithmic"):
        RunLine("a", (0,), (1,))
