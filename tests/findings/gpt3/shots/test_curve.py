"""The measured curve: a job that counts, can be cancelled, and is kept."""

import pytest

from explorer.analysis.calibration import wilson
from explorer.engine.jobs import Cancelled
from explorer.findings.gpt3.shots.curve import known, measured
from explorer.findings.gpt3.shots.curve_said import lines, what_curve
from explorer.findings.gpt3.shots.tasks import own_task, tasks
from tests.findings.embedded import model
from tests.findings.gpt3.shots.handles import Told

OWN = own_task("table -> A\nriver -> B\nstone -> C\nmusic -> D")


def test_it_counts_what_is_asked_and_is_kept() -> None:
    told = Told()
    found = measured(told.handle, model(), OWN)
    assert [score.n for score in found.true] == [0, 1, 2]
    assert [score.n for score in found.permuted] == [2]
    assert told.said == [(n, 4) for n in range(4)]
    assert known(model(), OWN) == found
    for score in (*found.true, *found.permuted):
        assert score.asked == 1
        assert score.interval == pytest.approx(wilson(score.right, 1))
        assert 0 < score.probability < 1


def test_it_can_be_cancelled_after_each_answer() -> None:
    told = Told(most=2)
    task = own_task("a -> 1\nb -> 2\nc -> 3")
    with pytest.raises(Cancelled):
        measured(told.handle, model(), task)
    assert len(told.said) == 3
    assert known(model(), task) is None


def test_what_stands_in_the_prompt_is_looked_up_by_explorer_gpt_and_not_with_the_letters_swapped() -> None:
    found = measured(Told().handle, model(), tasks()["codes"])
    right = {score.n: score.right for score in found.true}
    assert right[0] <= 4
    assert min(right[n] for n in (1, 2, 4, 8)) >= 12
    assert max(score.right for score in found.permuted) <= 4
    said = what_curve(found, tasks()["codes"])
    assert f"{right[0]} of 16 right with 0 examples" in said
    assert "what stands in them counts" in said
    drawn, control = lines([found])
    assert drawn.shares == tuple(score.share for score in found.true)
    assert control.control
