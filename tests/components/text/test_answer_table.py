"""A table of answers checks itself."""

import pytest

from explorer.components.text.answer_table import AnswerTable, Cell, Row


def test_a_row_has_a_cell_for_each_column_behind_the_first() -> None:
    with pytest.raises(ValueError, match="a cell for each of the 2 columns"):
        AnswerTable(columns=("a", "b", "c"), rows=(Row("", "x", (Cell("y"),)),), label="", said={})


def test_a_share_is_a_share() -> None:
    with pytest.raises(ValueError, match="not between 0 and 1"):
        Cell("x", share=1.5)
