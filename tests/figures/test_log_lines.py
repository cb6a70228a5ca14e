"""Lines and points over powers of ten, through the figure's data."""

import numpy as np
import plotly.graph_objects as go
import pytest

from explorer.figures.log_lines import Axis, Line, Mark, log_lines
from explorer.figures.loss_plane import Surface, loss_plane
from explorer.figures.palette import DARK, LIGHT, Palette

X = Axis("size", 1.0, 1e4, [(1.0, "1"), (1e4, "10,000"), (1e6, "beyond")])
Y = Axis("loss", 0.0, 5.0, [(0.0, "0"), (5.0, "5")], log=False)
LINES = [Line("a <law>", np.array([1.0, 10.0]), [2.0, 1.0], "query", "dash"), Line("", [1.0, 2.0], [3.0, 3.0], "muted")]
MARKS = [Mark("here", 10.0, 1.0, "key", hover="all of it"), Mark("there", 5.0, 2.0, said=False)]
SURFACE = Surface(
    np.array([1.0, 10.0]), np.array([1.0, 10.0, 100.0]), np.array([[5, 4], [3, 2.5], [2.1, 2.0]]), "equal"
)


@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_plotly_accepts_the_figures(colors: Palette) -> None:
    go.Figure(log_lines(LINES, MARKS, X, Y, colors).to_plotly_json())
    go.Figure(loss_plane(SURFACE, LINES, MARKS, X, Axis("text", 1.0, 100.0, []), colors).to_plotly_json())


def test_a_logarithmic_axis_is_in_exponents_and_shows_no_tick_beyond_it() -> None:
    layout = log_lines(LINES, MARKS, X, Y, LIGHT).to_plotly_json()["layout"]
    assert (layout["xaxis"]["type"], layout["xaxis"]["range"]) == ("log", [0.0, 4.0])
    assert layout["xaxis"]["ticktext"] == ["1", "10,000"]
    assert (layout["yaxis"]["type"], layout["yaxis"]["range"]) == ("linear", [0.0, 5.0])


def test_lines_have_their_values_and_those_without_a_name_no_place_in_the_key() -> None:
    figure = log_lines(LINES, MARKS, X, Y, LIGHT).to_plotly_json()
    named, unnamed, *_marks = figure["data"]
    assert (named["x"], named["y"], named["line"]["dash"]) == ([1.0, 10.0], [2.0, 1.0], "dash")
    assert (named["showlegend"], unnamed["showlegend"]) == (True, False)
    assert "<law>" not in named["name"], "what is shown as markup is escaped"
    assert named["line"]["color"] == LIGHT.query
    assert not log_lines(LINES[1:], MARKS, X, Y, LIGHT).to_plotly_json()["layout"]["showlegend"]


def test_a_mark_that_is_not_said_says_its_name_when_pointed_at() -> None:
    *_lines, said, silent = log_lines(LINES, MARKS, X, Y, LIGHT).to_plotly_json()["data"]
    assert (said["mode"], silent["mode"]) == ("markers+text", "markers")
    assert "all of it" in said["hovertemplate"]
    assert "there" in silent["hovertemplate"]


def test_lines_of_equal_loss_lie_within_the_surface() -> None:
    contours, *_rest = loss_plane(SURFACE, LINES, MARKS, X, X, LIGHT, step=0.5).to_plotly_json()["data"]
    assert contours["z"] == SURFACE.loss.tolist()
    assert contours["contours"]["start"] == 2.0
    assert contours["contours"]["start"] < contours["contours"]["end"] <= 5.0


def test_what_does_not_fit_is_refused() -> None:
    with pytest.raises(ValueError, match="a has 1 places and 2 values"):
        Line("a", [1.0], [1.0, 2.0], "query")
    with pytest.raises(ValueError, match="goes from 0 to 1"):
        Axis("x", 0, 1, [])
    with pytest.raises(ValueError, match="losses of 2 texts"):
        Surface(np.ones(2), np.ones(2), np.ones((3, 2)), "x")
