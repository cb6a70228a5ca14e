"""A workshop's room: how far everybody is, and only such lines as the presenter has let through."""

from hypothesis import given
from hypothesis import strategies as st

from explorer.rooms.looking import Noted, Sight
from explorer.talks.shipped import shipped_workshop
from explorer.talks.workshop_room import board, said_by_others, versions
from explorer.views.registry import PLACES
from explorer.words import speak

WORKSHOP = shipped_workshop("one-branch", PLACES)
SECRETS = st.text(st.characters(min_codepoint=0x1F300, max_codepoint=0x1F5FF), min_size=3, max_size=8)
"""Texts that stand nowhere by chance."""


def sight(*notes: Noted) -> Sight:
    return Sight("KQRXZ", 4, 0, {}, None, (), {}, "one-branch", notes)


ROOM = sight(
    Noted(0, 1, 3, True, "One", True),
    Noted(0, 2, 1, True, "Two", False),
    Noted(0, 3, 1, True, "", False),
    Noted(0, 4, 1, False, "", False),
    Noted(6, 1, 2, False, "", False),
)


def test_the_board_counts_who_looked_answered_and_skipped() -> None:
    speak("en")
    shown = board(WORKSHOP, ROOM, 0)
    assert len(shown.rows) == len(WORKSHOP.questions)
    assert [(row.looked, row.answered, row.skipped) for row in (shown.rows[0], shown.rows[1], shown.rows[6])] == [
        (3, 2, 1),
        (0, 0, 0),
        (0, 0, 1),
    ]
    assert shown.rows[0].label == "Task 1, Before a word is written: 3 looked, 2 answered, 1 skipped, of 4"
    assert (shown.people, shown.lines) == (4, ("One",))
    assert shown.rest == "1 line is kept back until you have let it through."
    assert board(WORKSHOP, ROOM, 99).chosen == 6  # what another workshop had chosen


def test_whoever_has_answered_sees_what_others_wrote() -> None:
    assert said_by_others(ROOM, 2, 0) == ("One",)
    assert said_by_others(ROOM, 1, 0) == ()  # only their own is through
    assert said_by_others(ROOM, 3, 0) == ()  # they have written nothing
    assert versions(WORKSHOP, ROOM, 1) == (3, 0, 0, 0, 0, 0, 2)


@given(st.lists(SECRETS, min_size=2, max_size=5, unique=True))
def test_a_line_that_nobody_let_through_is_on_no_screen_but_its_authors(texts: list[str]) -> None:
    notes = [Noted(0, player, 1, True, text, player == 1) for player, text in enumerate(texts, 1)]
    room = sight(*notes)
    shown = str(board(WORKSHOP, room, 0).wire()) + str([said_by_others(room, player, 0) for player in range(9)])
    assert texts[0] in shown
    assert not any(text in shown for text in texts[1:])
