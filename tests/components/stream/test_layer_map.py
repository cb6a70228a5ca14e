"""A map of one number for every layer and position."""

from typing import Any

import numpy as np
import pytest

from explorer.components.payload import Dropped, Floats32
from explorer.components.stream.layer_map import Labels, LayerMap, color_limits

VALUES = np.array([[900.0, 1, 2], [800, 3, 4]], np.float32)


def board(values: np.ndarray = VALUES) -> LayerMap:
    return LayerMap(
        values=Floats32(values),
        most=color_limits(values),
        rows=("Embedding", "Layer 1"),
        layers=(None, 0),
        tokens=("a", "b", "c"),
        row=1,
        positions=(3, 4, 6),
        position=6,
        labels=Labels("", "", ""),
        scale="residual",
    )


@pytest.mark.parametrize("sent", [[1, 6], [0, 3]])
def test_a_click_gives_the_row_and_the_position(sent: list[int]) -> None:
    assert board().place(sent) == tuple(sent)


@pytest.mark.parametrize("sent", [[2, 3], [0, 0], [0, 5], [None, 3], [-1, 3], [True, 3], None])
def test_a_place_outside_is_dropped(sent: Any) -> None:
    with pytest.raises(Dropped):
        board().place(sent)


def test_a_first_position_that_is_far_longer_does_not_bleach_the_others() -> None:
    assert max(color_limits(VALUES)) < 5
    assert min(color_limits(VALUES[:, :1])) >= 800
    assert color_limits(np.zeros((2, 3))) == (1, 1)


def test_each_row_has_a_scale_of_its_own() -> None:
    grown = VALUES * np.array([[1.0], [100.0]], np.float32)
    assert color_limits(grown)[0] == color_limits(VALUES)[0]
    assert color_limits(grown)[1] == pytest.approx(100 * color_limits(VALUES)[1])


def test_values_of_another_shape_are_refused() -> None:
    with pytest.raises(ValueError, match=r"not \(2, 3\)"):
        board(VALUES[:, :2])
