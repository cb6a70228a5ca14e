"""The lens as a table of words."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest

from explorer.components.payload import Dropped
from explorer.components.stream.lens_table import (
    Column,
    Labels,
    LensTable,
    Measure,
    Row,
    Window,
    cells_of,
    measure_of,
)

ROWS = (Row("Layer 2", 1), Row("Layer 1", 0), Row("Embedding", None))
COLUMNS = (Column(4, "a", "after a", "b", ""), Column(5, "b", "after b", "", ""))
IDS = np.arange(12).reshape(3, 2, 2)
LABELS = Labels(**dict.fromkeys(Labels.__dataclass_fields__, ""))


def table(ids: np.ndarray = IDS, measures: Sequence[Measure] = ()) -> LensTable:
    return LensTable(
        rows=ROWS,
        columns=COLUMNS,
        cells=cells_of(ids, np.full(ids.shape, 0.123456, np.float32)),
        words={"0": "x"},
        window=Window(4, 6, 9),
        layer=1,
        position=4,
        labels=LABELS,
        measures=tuple(measures),
    )


def test_a_cell_is_its_words_ids_with_their_probabilities() -> None:
    assert table().wire()["cells"][2][1] == [[10, 0.1235], [11, 0.1235]]


def test_a_measure_has_a_number_and_a_shade_for_every_cell() -> None:
    values = np.arange(6).reshape(3, 2) / 3
    (measure,) = table(measures=[measure_of("entropy", values, values, low="0", high="1", unit=" bits")]).measures
    assert measure.values[1] == (0.6667, 1.0)
    assert max(shade for row in measure.shades for shade in row) == 1
    assert (measure.label, measure.unit, measure.digits) == ("entropy", " bits", 2)


def test_a_measure_that_does_not_fit_the_table_is_refused() -> None:
    wrong = np.zeros((2, 2))
    with pytest.raises(ValueError, match="entropy do not go with 3 rows and 2 columns"):
        table(measures=[measure_of("entropy", wrong, wrong, low="0", high="1")])


@pytest.mark.parametrize("sent", [[1, 4], [None, 5]])
def test_a_click_gives_the_rows_layer_and_the_position(sent: list[int | None]) -> None:
    assert table().cell(sent) == tuple(sent)


@pytest.mark.parametrize("sent", [[7, 4], [1, 99], [1, None], ["1", 4], [True, 4], None])
def test_a_cell_that_the_table_did_not_offer_is_dropped(sent: Any) -> None:
    with pytest.raises(Dropped):
        table().cell(sent)


def test_an_arrow_gives_the_position_to_begin_at() -> None:
    assert table().start(3) == 3
    for sent in (-1, 9, "3", None):
        with pytest.raises(Dropped):
            table().start(sent)


def test_ids_that_do_not_fit_the_table_are_refused() -> None:
    with pytest.raises(ValueError, match="cells do not go with 3 rows"):
        table(np.zeros((2, 2, 2), int))


@pytest.mark.parametrize(("start", "stop"), [(-1, 3), (3, 3), (5, 10)])
def test_a_window_outside_the_run_is_refused(start: int, stop: int) -> None:
    with pytest.raises(ValueError, match="no window of 9 positions"):
        Window(start, stop, 9)
