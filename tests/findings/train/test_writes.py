"""Which samples of a training are shown."""

from explorer.engine.trainings import Sample
from explorer.findings.train.writes import LONGEST, MOST, spread, writes
from tests.findings.train.progresses import progress


def steps(*taken: int) -> list[int]:
    return [sample.step for sample in spread([Sample(step, "") for step in taken])]


def test_the_latest_comes_first_and_the_first_of_all_last() -> None:
    assert steps(0, 1, 2, 5, 10, 20, 50, 100, 200, 500) == [500, 100, 20, 0]
    assert steps(0) == [0]
    assert steps(0, 1) == [1, 0]
    assert steps() == []


def test_there_are_never_too_many() -> None:
    assert len(steps(*range(1000))) == MOST


def test_a_row_has_the_step_and_a_text_that_is_not_too_long() -> None:
    table = writes(progress(samples=(Sample(0, "x" * 999), Sample(1200, "y"))))
    assert [row.text for row in table.rows] == ["1,200", "0"]
    assert table.rows[0].cells[0].text == "y"
    assert len(table.rows[1].cells[0].text) == LONGEST + 1
