"""Which examples stand before what is asked."""

import pytest

from explorer.findings.gpt3.shots.prompts import COUNTS, counts, looked_up, shots
from explorer.findings.gpt3.shots.tasks import Task, own_task, tasks

each = pytest.mark.parametrize("task", tasks().values(), ids=lambda task: task.name)


@each
def test_everything_held_out_is_asked_once_after_so_many_examples(task: Task) -> None:
    for n in COUNTS:
        made = shots(task, n)
        assert {shot.asked for shot in made} == {asked for asked, _ in (task.examples if task.drawn else task.held_out)}
        assert all(len(shot.examples) == n for shot in made)
        assert made == shots(task, n)
        assert not task.drawn or not n or all((shot.asked, shot.answer) in shot.examples for shot in made)
        assert task.drawn or all((shot.asked, shot.answer) in task.held_out for shot in made)


@each
def test_swapped_answers_are_the_same_answers_elsewhere(task: Task) -> None:
    for shot, mixed in zip(shots(task, 8), shots(task, 8, permuted=True), strict=True):
        assert [asked for asked, _ in shot.examples] == [asked for asked, _ in mixed.examples]
        answers = [answer for _, answer in shot.examples]
        assert [answer for _, answer in mixed.examples] == [*answers[1:], answers[0]]
        assert (mixed.asked, mixed.answer) == (shot.asked, shot.answer)


def test_fewer_examples_are_the_first_of_more() -> None:
    for few, many in zip(shots(tasks()["past"], 4), shots(tasks()["past"], 16), strict=True):
        assert many.examples[:4] == few.examples


def test_dealt_letters_differ_from_deal_to_deal() -> None:
    task = tasks()["codes"]
    assert len({shot.answer for shot in shots(task, 8)}) > 4
    assert looked_up(task, 8, deal=1) != looked_up(task, 8)
    first = shots(task, 2)[0]
    assert first.text == "\n".join([*(f"{word} {letter}" for word, letter in first.examples), "table"])


def test_of_few_pairs_only_few_examples_are_shown() -> None:
    assert counts(own_task("a -> 1\nb -> 2\nc -> 3")) == (0, 1, 2)
