from collections.abc import Sequence
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from explorer.components.stream import lens_table as component
from explorer.components.stream.lens_table import Column, Measure, Row, Window, lens_table

ROWS = [Row("Layer 2", 1), Row("Layer 1", 0), Row("Embedding", None)]
COLUMNS = [Column(4, "a", "after a", "b"), Column(5, "b", "after b", "")]


@pytest.fixture
def mounted(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """What reaches the browser, and a way to say what the browser sends."""
    seen = SimpleNamespace(data={}, on={}, sent=None, cells=[], starts=[])
    monkeypatch.setattr(component, "mount", lambda _name, *, key, data, on: seen.__dict__.update(data=data, on=on))
    monkeypatch.setattr(component, "triggered", lambda _key, _trigger: seen.sent)
    return seen


def show(mounted: SimpleNamespace, ids: Any = None, measures: Sequence[Measure] = ()) -> None:
    ids = np.arange(12).reshape(3, 2, 2) if ids is None else ids
    lens_table(
        ids,
        np.full(ids.shape, 0.123456, np.float32),
        key="lens",
        rows=ROWS,
        columns=COLUMNS,
        words={0: "x"},
        window=Window(4, 6, 9),
        layer=1,
        position=4,
        labels={},
        measures=measures,
        on_cell=lambda layer, position: mounted.cells.append((layer, position)),
        on_window=mounted.starts.append,
    )


def test_a_cell_is_its_words_ids_with_their_probabilities(mounted: SimpleNamespace) -> None:
    show(mounted)
    assert mounted.data["cells"][2][1] == [[10, 0.1235], [11, 0.1235]]


def test_a_measure_has_a_number_and_a_shade_for_every_cell(mounted: SimpleNamespace) -> None:
    values = np.arange(6).reshape(3, 2) / 3
    show(mounted, measures=[Measure("entropy", values, values, "0", "1", " bits")])
    (measure,) = mounted.data["measures"]
    assert measure["values"][1] == [0.6667, 1.0]
    assert max(shade for row in measure["shades"] for shade in row) == 1
    assert (measure["label"], measure["unit"], measure["digits"]) == ("entropy", " bits", 2)


def test_a_measure_that_does_not_fit_the_table_is_refused(mounted: SimpleNamespace) -> None:
    wrong = np.zeros((2, 2))
    with pytest.raises(ValueError, match=r"entropy has \(2, 2\): not \(3, 2\)"):
        show(mounted, measures=[Measure("entropy", wrong, wrong, "0", "1")])


@pytest.mark.parametrize("cell", [(1, 4), (None, 5)])
def test_a_click_gives_the_rows_layer_and_the_position(mounted: SimpleNamespace, cell: tuple[int | None, int]) -> None:
    show(mounted)
    mounted.sent = list(cell)
    mounted.on["cell"]()
    assert mounted.cells == [cell]


@pytest.mark.parametrize("cell", [(7, 4), (1, 99), (1, None), ("1", 4)])
def test_a_cell_that_the_table_did_not_offer_is_nobodys_click(mounted: SimpleNamespace, cell: tuple[Any, Any]) -> None:
    show(mounted)
    mounted.sent = list(cell)
    mounted.on["cell"]()
    assert mounted.cells == []


def test_an_arrow_gives_the_position_to_begin_at(mounted: SimpleNamespace) -> None:
    show(mounted)
    mounted.sent = 3
    mounted.on["window"]()
    assert mounted.starts == [3]


@pytest.mark.parametrize("trigger", ["cell", "window"])
def test_a_trigger_that_rests_is_nobodys_click(mounted: SimpleNamespace, trigger: str) -> None:
    show(mounted)
    mounted.on[trigger]()
    assert (mounted.cells, mounted.starts) == ([], [])


def test_ids_that_do_not_fit_the_table_are_refused(mounted: SimpleNamespace) -> None:
    with pytest.raises(ValueError, match=r"not \(3, 2, k\)"):
        show(mounted, np.zeros((2, 2, 2), int))


@pytest.mark.parametrize(("start", "stop"), [(-1, 3), (3, 3), (5, 10)])
def test_a_window_outside_the_run_is_refused(start: int, stop: int) -> None:
    with pytest.raises(ValueError, match="no window of 9 positions"):
        Window(start, stop, 9)
