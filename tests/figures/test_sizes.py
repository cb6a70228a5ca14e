"""Models to scale, through the figure's data."""

import plotly.graph_objects as go
import pytest

from explorer.figures.palette import DARK, LIGHT
from explorer.figures.sizes import Measured, sizes

ROWS = (
    Measured("Small", 1e6, "1 million", ours=True),
    Measured("Hidden", None, "not published"),
    Measured("Large", 1e11, "100 billion"),
)
TICKS = [(1e3, "thousand"), (1e6, "million"), (1e9, "billion"), (1e12, "trillion")]


def parts(figure: go.Figure) -> dict:
    return figure.to_plotly_json()


@pytest.mark.parametrize("log", [True, False])
@pytest.mark.parametrize("colors", [LIGHT, DARK])
def test_plotly_accepts_the_figure(log: bool, colors) -> None:
    go.Figure(parts(sizes(ROWS, colors, log=log, ticks=TICKS)))


def test_each_number_lies_at_its_value_with_its_label() -> None:
    dots = parts(sizes(ROWS, LIGHT, log=True, ticks=TICKS))["data"][1]
    assert (dots["x"][0], dots["x"][2]) == (1e6, 1e11)
    assert [text.strip() for text in dots["text"]] == ["1 million", "not published", "100 billion"]


@pytest.mark.parametrize("log", [True, False])
def test_a_number_that_was_not_published_has_words_and_no_dot(log: bool) -> None:
    lines, dots = parts(sizes(ROWS, LIGHT, log=log, ticks=TICKS))["data"]
    assert list(dots["marker"]["opacity"]) == [1, 0, 1]
    assert lines["x"][1] == 0


def test_words_without_a_number_lie_inside_the_axis() -> None:
    figure = parts(sizes(ROWS, LIGHT, log=True, ticks=TICKS))
    low, high = figure["layout"]["xaxis"]["range"]
    assert 10**low < figure["data"][1]["x"][1] < 10**high


def test_our_own_model_is_marked() -> None:
    figure = parts(sizes(ROWS, LIGHT, log=True, ticks=TICKS))
    assert figure["data"][1]["marker"]["color"] == [LIGHT.query, LIGHT.ink, LIGHT.ink]
    assert figure["layout"]["yaxis"]["ticktext"][0] == "<b>Small</b>"


def test_ticks_outside_the_axis_are_left_out() -> None:
    axis = parts(sizes(ROWS, LIGHT, log=True, ticks=TICKS))["layout"]["xaxis"]
    assert list(axis["ticktext"]) == ["million", "billion"]


def test_a_linear_axis_begins_at_nothing() -> None:
    assert parts(sizes(ROWS, LIGHT, log=False, ticks=TICKS))["layout"]["xaxis"]["range"][0] == 0


def test_names_of_models_are_not_read_as_markup() -> None:
    figure = parts(sizes([Measured("<a>", 1.0, "<b>", ours=True)], LIGHT, log=True, ticks=[]))
    assert figure["layout"]["yaxis"]["ticktext"] == ["<b>&lt;a&gt;</b>"]
    assert figure["data"][1]["text"] == ["  &lt;b&gt;"]


def test_a_number_below_zero_is_refused() -> None:
    with pytest.raises(ValueError, match="X has -1, which has no place on a logarithmic axis"):
        Measured("X", -1, "")
