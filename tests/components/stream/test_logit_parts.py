"""A logit taken apart."""

import base64
from typing import Any

import numpy as np
import pytest

from explorer.components.payload import Dropped
from explorer.components.stream.logit_parts import Bar, Labels, LogitParts, values_of

HEADS = np.array([[0.5, -1.0, 0.25], [2.0, 0.0, -0.5]])
MLPS = np.array([0.125, -3.0])
PARTS = LogitParts(
    n_layers=2,
    n_heads=3,
    values=values_of(HEADS, MLPS),
    bars=(Bar("one", 2.0, (1, 0)), Bar("rest", -1.0, rest=True)),
    layer=1,
    head=2,
    total=1.0,
    labels=Labels(map="", bars="", head="", mlp="", axes="", total=""),
)


def test_the_map_has_every_head_and_at_the_end_of_each_row_the_mlp() -> None:
    values = np.frombuffer(base64.b64decode(PARTS.wire()["values"]), "<f4").reshape(2, 4)
    np.testing.assert_array_equal(values[:, :3], HEADS)
    np.testing.assert_array_equal(values[:, 3], MLPS)


@pytest.mark.parametrize("sent", [[1, 2], [0, None]])
def test_a_click_gives_a_head_or_an_mlp(sent: list[int | None]) -> None:
    assert PARTS.place(sent) == tuple(sent)


@pytest.mark.parametrize("sent", [[2, 0], [0, 3], [-1, 0], [None, None], ["0", 1], [0, True]])
def test_a_place_outside_is_dropped(sent: Any) -> None:
    with pytest.raises(Dropped):
        PARTS.place(sent)


def test_mlps_of_other_layers_are_refused() -> None:
    with pytest.raises(ValueError, match="do not go with"):
        values_of(HEADS, MLPS[:1])
