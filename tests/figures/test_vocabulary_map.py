"""The cloud of a vocabulary, through the figure's data."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
import pytest

from explorer.figures.palette import LIGHT
from explorer.figures.vocabulary_map import Cloud, vocabulary_map

XYZ = np.arange(15, dtype=np.float32).reshape(5, 3)
CLOUD = Cloud(XYZ, ["a", "<b>", "c", "d", "e"], np.array([0, 1, 2, 3, 0]), [1, 2, 1], [2, 3], 1)


def figure(flat: bool) -> Any:
    made = vocabulary_map(
        CLOUD, LIGHT, names=("l", "k", "h", "o"), marks=("run", "near", "selected"), axes="xyz", flat=flat
    )
    go.Figure(made.to_plotly_json())  # plotly itself accepts it
    return made


@pytest.mark.parametrize("flat", [True, False])
def test_every_token_is_a_point_of_its_group(flat: bool) -> None:
    groups = figure(flat)["data"][:4]
    assert [list(group["x"]) for group in groups] == [[0, 12], [3], [6], [9]]
    assert all(("z" in group) != flat for group in groups)


def test_run_neighbours_and_selection_are_marked_once_each() -> None:
    near, run, selected = figure(True)["data"][4:]
    assert list(selected["x"]) == [3]
    assert list(run["x"]) == [6]
    assert list(near["x"]) == [9]


def test_no_text_is_read_as_markup() -> None:
    assert list(figure(True)["data"][-1]["text"]) == ["&lt;b&gt;"]


def test_a_cloud_whose_parts_differ_is_refused() -> None:
    with pytest.raises(ValueError, match="5 places, 1 texts and 5 groups"):
        Cloud(XYZ, ["a"], CLOUD.groups, [], [], 0)
