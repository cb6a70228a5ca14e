"""Tasks: those that come along hold nothing twice, and one's own are read or refused."""

import pytest

from explorer.errors import Refused
from explorer.findings.gpt3.shots.tasks import MOST_PAIRS, Task, own_task, tasks


@pytest.mark.parametrize("task", tasks().values(), ids=lambda task: task.name)
def test_a_bundled_task_asks_nothing_that_it_shows(task: Task) -> None:
    shown, asked = [pair[0] for pair in task.examples], [pair[0] for pair in task.held_out]
    assert len({*shown, *asked}) == len(shown) + len(asked)
    assert len(shown) >= 16
    assert task.drawn or len(asked) == 16
    assert {"en", "ja"} == set(dict(task.labels)) == set(dict(task.abouts))


@pytest.mark.parametrize("task", tasks().values(), ids=lambda task: task.name)
def test_no_answer_begins_another(task: Task) -> None:
    """Else the shorter one would always be the likelier."""
    answers = task.answers
    assert [(a, b) for a in answers for b in answers if a != b and b.startswith(a)] == []


def test_chance_is_that_of_the_most_frequent_answer() -> None:
    assert tasks()["opposites"].chance == 1 / 16
    assert tasks()["kinds"].chance == 1 / 2
    assert tasks()["codes"].chance == 1 / 16


def test_pairs_of_ones_own_are_split() -> None:
    task = own_task("a -> 1\n\n b->2 \nc -> 3 -> 4\nd -> 5\ne -> 6\nf -> 7")
    assert task.examples == (("a", "1"), ("b", "2"), ("c", "3 -> 4"), ("d", "5"))
    assert task.held_out == (("e", "6"), ("f", "7"))


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("", "there are 0 pairs: write 2 to 40 of them"),
        ("a -> 1", "there are 1 pairs"),
        ("\n".join(f"{n} -> {n}" for n in range(MOST_PAIRS + 1)), "there are 41 pairs"),
        ("a -> 1\nb 2", "line 2 is no pair: write it as cat -> animal"),
        ("a -> 1\n-> 2", "line 2 is no pair"),
        ("a -> 1\na -> 2", "'a' is asked twice: leave one of the pairs out"),
        ("a -> 1\nb -> " + "x" * 61, "line 2 is longer than 60 characters on one side: shorten it"),
    ],
)
def test_what_is_no_list_of_pairs_is_refused_in_one_sentence(typed: str, why: str) -> None:
    with pytest.raises(Refused, match=why):
        own_task(typed)


def test_a_task_that_asks_what_it_shows_is_an_error() -> None:
    with pytest.raises(ValueError, match=r"the task t asks \['a'\]"):
        Task("t", (("a", "1"),), (("a", "2"),))
