"""What a workshop's participants write into its room: the last version counts, and none is shown before its turn."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from explorer.errors import Refused
from explorer.rooms import notes, rooms
from explorer.rooms.looking import Noted, look
from explorer.rooms.notes import Told, Written
from explorer.rooms.rooms import Host, Seat


@pytest.fixture
def host(engine: Engine) -> Host:
    return rooms.open_room(engine, workshop="one-branch")


def kept(engine: Engine, code: str) -> list[Noted]:
    sight = look(engine, code, fresh=0)
    assert sight is not None
    assert sight.workshop == "one-branch"
    return list(sight.notes)


def test_each_participant_has_one_note_a_task_whatever_comes_late_or_twice(engine: Engine, host: Host) -> None:
    seats = [rooms.join(engine, host.code, workshop="one-branch") for _ in range(2)]
    notes.tell(engine, seats[0], [Told(0, 1, True, ""), Told(1, 1, False, "")])
    notes.tell(engine, seats[0], [Told(0, 3, True, " They\u202e part. \n\n here ")])
    notes.tell(engine, seats[0], [Told(0, 2, True, "an older one"), Told(0, 3, True, "the same version")])
    notes.tell(engine, seats[1], [Told(0, 1, True, "Mine.")])
    assert kept(engine, host.code) == [
        Noted(0, 1, 3, True, "They part.\nhere", False),
        Noted(0, 2, 1, True, "Mine.", False),
        Noted(1, 1, 1, False, "", False),
    ]


def test_of_thirty_who_write_at_once_through_two_processes_the_last_lines_are_kept(
    connect: Callable[[], Engine],
) -> None:
    engines = [connect(), connect()]
    host = rooms.open_room(engines[0], workshop="one-branch")

    def write(n: int) -> list[Noted]:
        seat = rooms.join(engines[n % 2], host.code, workshop="one-branch")
        for version in (1, 2, 3):
            told = [Told(task, version, True, f"line {version} of {n}") for task in range(2)]
            notes.tell(engines[(n + version) % 2], seat, told)
        return [Noted(task, seat.number, 3, True, f"line 3 of {n}", False) for task in range(2)]

    with ThreadPoolExecutor(30) as pool:
        told = [note for notes in pool.map(write, range(30)) for note in notes]
    assert kept(engines[0], host.code) == sorted(told, key=lambda note: (note.task, note.player))


def test_what_is_let_through_is_that_text_and_no_later_one(engine: Engine, host: Host) -> None:
    seat = rooms.join(engine, host.code, workshop="one-branch")
    notes.tell(engine, seat, [Told(0, 1, True, "Good.")])
    notes.let_through(engine, host, [Written(0, 1, "Good.")])
    assert [note.through for note in kept(engine, host.code)] == [True]
    notes.tell(engine, seat, [Told(0, 2, True, "Good. ")])
    assert [note.through for note in kept(engine, host.code)] == [True]  # nothing is new in it
    notes.tell(engine, seat, [Told(0, 3, True, "Bad.")])
    assert [note.through for note in kept(engine, host.code)] == [False]
    notes.let_through(engine, host, [Written(0, 1, "Good.")])  # what the presenter still had on screen
    assert [(note.text, note.through) for note in kept(engine, host.code)] == [("Bad.", False)]


def test_whoever_has_no_seat_or_no_key_changes_nothing(engine: Engine, host: Host) -> None:
    seat = rooms.join(engine, host.code, workshop="one-branch")
    with pytest.raises(Refused, match="no seat"):
        notes.tell(engine, Seat(host.code, "guessed", seat.number), [Told(0, 1, True, "x")])
    with pytest.raises(Refused, match="no such task"):
        notes.tell(engine, seat, [Told(0, 1, True, "x"), Told(999, 1, True, "x")])
    assert kept(engine, host.code) == []
    notes.tell(engine, seat, [Told(0, 1, True, "x")])
    with pytest.raises(Refused, match="not your room"):
        notes.let_through(engine, Host(host.code, "guessed"), [Written(0, 1, "x")])
    rooms.close_room(engine, host)
    with pytest.raises(Refused, match="ended"):
        notes.tell(engine, seat, [Told(0, 2, True, "x")])
