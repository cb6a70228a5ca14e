"""A board of layers and kinds."""

from typing import Any

import numpy as np
import plotly.graph_objects as go

from explorer.figures.layer_kind_board import FULL, WRITTEN, layer_kind_board
from explorer.figures.palette import LIGHT


def drawn(n: int) -> Any:
    values = np.arange(2.0 * n).reshape(n, 2)
    values[0, 0] = np.nan
    texts = [[f"{value:g}" for value in row] for row in values]
    rows = [f"row {at}" for at in range(n)]
    return layer_kind_board(values, texts, ("<b>", "out"), rows, LIGHT, y="Layer")


def test_the_first_layer_is_on_top_and_each_cell_says_its_number() -> None:
    (board,) = drawn(3).data
    go.Figure(drawn(3).to_dict())  # valid
    assert drawn(3).layout.yaxis.autorange == "reversed"
    assert list(drawn(3).layout.yaxis.ticktext) == ["1", "2", "3"]
    assert board.zmax == 5 / FULL
    assert list(board.x) == ["&lt;b&gt;", "out"]
    assert board.text[2][1] == "5"
    assert [note.text for note in drawn(3).layout.annotations][-2:] == ["4", "5"]


def test_where_there_are_many_layers_the_numbers_are_said_on_hover_alone() -> None:
    assert len(drawn(WRITTEN).layout.annotations) == 2 * WRITTEN
    assert not drawn(WRITTEN + 1).layout.annotations
