"""Four maps of positions and one row of each, through the figures' data."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from explorer.figures.palette import LIGHT
from explorer.figures.position_maps import Scheme, position_lines, position_maps

AT = np.array([0, 2, 4])
NEAR = np.linspace(-1, 1, 9, dtype=np.float32).reshape(3, 3)
SCHEMES = [Scheme("<a>", NEAR, True, "residual"), Scheme("b", None, False, "key"), Scheme("c", NEAR.T, False, "key")]


def maps() -> Any:
    made = position_maps(SCHEMES, AT, 2, LIGHT, nothing="none", own="mine")
    go.Figure(made.to_plotly_json())  # plotly itself accepts it
    return made


def lines() -> Any:
    made = position_lines(SCHEMES, AT, 1, LIGHT, x="j", y="near")
    go.Figure(made.to_plotly_json())
    return made


def test_every_map_stands_on_the_same_axes_and_colours() -> None:
    for number, trace in enumerate(maps()["data"], 1):
        assert (trace["zmin"], trace["zmax"]) == (-1, 1)
        assert list(trace["x"]) == list(trace["y"]) == [0, 2, 4]
        layout, axis = maps()["layout"], "" if number == 1 else number
        assert layout[f"yaxis{axis}"]["range"] == layout[f"xaxis{axis}"]["range"][::-1]


def test_the_models_own_is_marked_and_what_is_missing_is_said() -> None:
    texts = [note["text"] for note in maps()["layout"]["annotations"]]
    assert texts == ["<b>&lt;a&gt; · mine</b>", "b", "c", "none"]


def test_the_selected_row_is_a_line_in_every_map() -> None:
    assert [(line["y0"], line["y1"]) for line in maps()["layout"]["shapes"]] == [(2, 2)] * 3


def test_a_curve_is_the_row_of_its_map() -> None:
    first, last = lines()["data"]
    np.testing.assert_array_equal(first["y"], NEAR[1])
    np.testing.assert_array_equal(last["y"], NEAR.T[1])
    assert first["line"]["width"] > last["line"]["width"]


@pytest.mark.parametrize("n", [1, 4])
def test_a_single_position_has_a_picture_too(n: int) -> None:
    one = [Scheme("a", np.ones((1, 1), np.float32), False, "key")] * n
    go.Figure(position_maps(one, np.array([0]), 0, LIGHT, nothing="", own="").to_plotly_json())
    go.Figure(position_lines(one, np.array([0]), 0, LIGHT, x="", y="").to_plotly_json())
