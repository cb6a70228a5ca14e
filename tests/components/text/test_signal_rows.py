"""Rows of exercises: what they check, and what a browser may choose."""

import pytest

from explorer.components.payload import Dropped
from explorer.components.text.signal_rows import Piece, Row, SignalRows

PIECES = (Piece("a", None, "nothing predicts it"), Piece("b", 3.0, "b: 3 bits"))
SHOWN = SignalRows(
    rows=(Row("next", "1", "probability", PIECES, 1, pickable=True), Row("label", "1", "query", PIECES[1:])),
    label="rows",
    unit="{most}",
)


def test_a_token_of_a_row_that_can_be_chosen_from_is_chosen() -> None:
    assert SHOWN.piece([0, 1]) == (0, 1)


@pytest.mark.parametrize("sent", [[1, 0], [0, 2], [2, 0], [0], "0,1", [True, 0], None])
def test_anything_else_is_dropped(sent: object) -> None:
    with pytest.raises(Dropped):
        SHOWN.piece(sent)


def test_a_row_has_a_colour_and_selects_one_of_its_own() -> None:
    with pytest.raises(ValueError, match="'red' is none of"):
        Row("x", "", "red", PIECES)
    with pytest.raises(ValueError, match="no piece of 2"):
        Row("x", "", "query", PIECES, 2)
