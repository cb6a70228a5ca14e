"""A map of one number for every layer and position."""

from typing import Any

import numpy as np
import pytest

from explorer.components.payload import Dropped, Floats32
from explorer.components.stream.layer_map import Labels, LayerMap, color_limit

VALUES = np.array([[900.0, 1, 2], [800, 3, 4]], np.float32)


def board(values: np.ndarray = VALUES) -> LayerMap:
    return LayerMap(
        values=Floats32(values),
        most=color_limit(values),
        rows=("Embedding", "Layer 1"),
        layers=(None, 0),
        tokens=("a", "b", "c"),
        row=1,
        position=2,
        labels=Labels("", "", ""),
        scale="residual",
    )


@pytest.mark.parametrize("sent", [[1, 2], [0, 0]])
def test_a_click_gives_the_row_and_the_position(sent: list[int]) -> None:
    assert board().place(sent) == tuple(sent)


@pytest.mark.parametrize("sent", [[2, 0], [0, 3], [None, 0], [-1, 0], [True, 0], None])
def test_a_place_outside_is_dropped(sent: Any) -> None:
    with pytest.raises(Dropped):
        board().place(sent)


def test_a_first_position_that_is_far_longer_does_not_bleach_the_others() -> None:
    assert color_limit(VALUES) < 5
    assert color_limit(VALUES[:, :1]) > 800
    assert color_limit(np.zeros((2, 3))) == 1


def test_values_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match=r"not \(2, 3\)"):
        board(VALUES[:, :2])
