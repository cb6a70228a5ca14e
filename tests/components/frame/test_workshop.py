"""What a workshop's panel may send: a task that there is, and that somebody leaves."""

import pytest

from explorer.components.payload import Dropped
from explorer.session.here import Here
from explorer.shell.workshop import panel
from explorer.views.tasks import working
from explorer.words import speak


def test_only_a_task_that_there_is_can_be_asked_for() -> None:
    speak("en")
    here = Here("", workshop="know-or-say", scene=7)
    workshop = working(here)
    assert workshop is not None
    shown = panel(workshop, here)
    assert shown.turn(0) == 0
    assert shown.tasks[shown.now].title == "Taught to say: I do not know"
    for sent in (8, -1, True, "1", None):
        with pytest.raises(Dropped):
            shown.turn(sent)
    with pytest.raises(Dropped):
        shown.leave("yes")


def test_what_goes_to_the_room_is_of_these_tasks_and_no_longer_than_it_may_be() -> None:
    here = Here("", workshop="know-or-say")
    workshop = working(here)
    assert workshop is not None
    shown = panel(workshop, here)
    assert shown.told([[7, 2, True, "x" * 9_999]]) == ((7, 2, True, "x" * shown.longest),)
    assert shown.told([]) == ()
    for sent in (
        [[8, 1, True, ""]],
        [[0, 0, True, ""]],
        [[0, 1, 1, ""]],
        [[0, 1, True, 7]],
        [[0, 1, True]],
        "x",
        [[]] * 9,
    ):
        with pytest.raises(Dropped):
            shown.told(sent)
