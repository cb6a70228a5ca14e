"""Rooms: who may do what, how long, how often; and nothing that was confirmed is lost or doubled."""

import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import Engine, func, select

from explorer.errors import Refused
from explorer.rooms import bounds, rooms
from explorer.rooms.database import reading
from explorer.rooms.looking import Sight, look, shown_in
from explorer.rooms.rooms import Host
from explorer.rooms.tables import Answer, Note, Player, Room, Round
from tests.rooms.conftest import Place

ROOT = Path(__file__).parents[2]
ASKED = {"game": "guess", "before": "The cat"}


def seen(engine: Engine, code: str) -> Sight:
    sight = look(engine, code, fresh=0)
    assert sight is not None
    return sight


def test_a_second_process_and_a_restart_see_all_that_was_confirmed(connect: Callable[[], Engine]) -> None:
    one, other = connect(), connect()
    host = rooms.open_room(one)
    number = rooms.ask(one, host, ASKED)
    seat = rooms.join(other, host.code)
    assert rooms.answer(other, seat, number, " sat ") == "sat"
    assert [given.text for given in seen(one, host.code).given] == ["sat"]
    one.dispose()
    other.dispose()
    again = connect()
    assert seen(again, host.code).asked == ASKED
    assert [given.text for given in seen(again, host.code).given] == ["sat"]
    assert rooms.is_host(again, host)
    assert rooms.seat_of(again, host.code, seat.key) == seat


def test_a_process_that_is_killed_after_it_confirmed_has_lost_nothing(engine: Engine) -> None:
    host = rooms.open_room(engine)
    rooms.ask(engine, host, ASKED)
    program = (
        "import os, signal, sys\n"
        "from sqlalchemy import create_engine\n"
        "from explorer.rooms import rooms\n"
        "from explorer.rooms.database import prepare\n"
        "engine = prepare(create_engine(sys.argv[1]))\n"
        "rooms.answer(engine, rooms.join(engine, sys.argv[2]), 1, 'sat')\n"
        "os.kill(os.getpid(), signal.SIGKILL)\n"
    )
    arguments = [sys.executable, "-c", program, engine.url.render_as_string(hide_password=False), host.code]
    assert subprocess.run(arguments, cwd=ROOT, check=False).returncode < 0
    assert [given.text for given in seen(engine, host.code).given] == ["sat"]


def test_fifty_players_at_once_are_all_there_each_once(connect: Callable[[], Engine]) -> None:
    engines = [connect(), connect()]
    host = rooms.open_room(engines[0])
    number = rooms.ask(engines[0], host, ASKED)

    def play(n: int) -> tuple[int, str]:
        engine = engines[n % 2]
        seat = rooms.join(engine, host.code)
        said = rooms.answer(engine, seat, number, f"word {n}")
        assert rooms.answer(engines[1 - n % 2], seat, number, "something else") == said  # a second tap
        return seat.number, said

    with ThreadPoolExecutor(50) as pool:
        confirmed = sorted(pool.map(play, range(50)))
    assert [number for number, _ in confirmed] == list(range(1, 51))
    assert [(given.player, given.text) for given in seen(engines[0], host.code).given] == confirmed


def test_the_code_alone_does_not_make_a_presenter(engine: Engine) -> None:
    host = rooms.open_room(engine)
    number = rooms.ask(engine, host, ASKED)
    stranger = Host(host.code, "guessed")
    assert not rooms.is_host(engine, stranger)
    for wish in (
        lambda: rooms.ask(engine, stranger, {"game": "gaps"}),
        lambda: rooms.let_through(engine, stranger, number, ["x"]),
        lambda: rooms.reveal(engine, stranger, number, {}, {}, n=0),
    ):
        with pytest.raises(Refused, match="not your room"):
            wish()
    rooms.close_room(engine, stranger)
    assert seen(engine, host.code).asked == ASKED


def test_neither_keys_nor_names_are_in_the_database(engine: Engine, place: Place) -> None:
    host = rooms.open_room(engine)
    seat = rooms.join(engine, host.code)
    held = b"".join(file.read_bytes() for file in place.folder.rglob("*") if file.is_file())
    assert host.code.encode() in held
    assert host.key.encode() not in held
    assert seat.key.encode() not in held


def test_what_is_asked_again_is_the_same_round_and_what_is_new_ends_it(engine: Engine) -> None:
    host = rooms.open_room(engine)
    seat = rooms.join(engine, host.code)
    assert [rooms.ask(engine, host, asked) for asked in (ASKED, ASKED, {"game": "gaps"}, ASKED)] == [1, 1, 2, 3]
    with pytest.raises(Refused, match="over"):
        rooms.answer(engine, seat, 1, "late")
    with pytest.raises(Refused, match="too long"):
        rooms.ask(engine, host, {"before": "x" * bounds.LONGEST_ASKED})


def test_each_answer_gets_the_score_of_its_text_and_players_their_totals(engine: Engine) -> None:
    host = rooms.open_room(engine)
    seats = [rooms.join(engine, host.code) for _ in range(3)]
    for asked, texts in ((ASKED, ("a", "b", "a")), ({"game": "gaps"}, ("b", "b", "c"))):
        number = rooms.ask(engine, host, asked)
        for seat, text in zip(seats, texts, strict=True):
            rooms.answer(engine, seat, number, text)
        assert rooms.reveal(engine, host, number, {"a": 0.25, "b": 0.5, "c": 0.0}, {"first": "a"}, n=3)
        assert rooms.reveal(engine, host, number, {"a": 1.0}, {"first": "other"}, n=3)  # once is enough
    sight = seen(engine, host.code)
    assert [given.score for given in sight.given] == [0.5, 0.5, 0.0]
    assert sight.totals == {1: 0.75, 2: 1.0, 3: 0.25}
    assert [sight.place(seat.number) for seat in seats] == [2, 1, 3]
    assert [shown for _, shown in shown_in(engine, host.code)] == [{"first": "a"}, {"first": "a"}]
    with pytest.raises(Refused, match="over"):
        rooms.answer(engine, rooms.join(engine, host.code), number, "late")


def test_what_is_confirmed_while_the_others_are_scored_gets_its_score_too(engine: Engine) -> None:
    host = rooms.open_room(engine)
    number = rooms.ask(engine, host, ASKED)
    rooms.answer(engine, rooms.join(engine, host.code), number, "a")
    scored = {given.text: 0.5 for given in seen(engine, host.code).given}
    rooms.answer(engine, rooms.join(engine, host.code), number, "b")
    assert not rooms.reveal(engine, host, number, scored, {"first": "a"}, n=1)
    assert seen(engine, host.code).open
    assert rooms.reveal(engine, host, number, scored | {"b": 0.25}, {"first": "a"}, n=2)
    assert [given.score for given in seen(engine, host.code).given] == [0.5, 0.25]


def test_what_the_model_says_itself_waits_for_nobody(engine: Engine) -> None:
    host = rooms.open_room(engine)
    number = rooms.ask(engine, host, ASKED, own=("Sat", "ran"))
    for text in ("sat", "ＲＡＮ", "swam"):
        rooms.answer(engine, rooms.join(engine, host.code), number, text)
    sight = seen(engine, host.code)
    assert [given.through for given in sight.given] == [True, True, False]
    assert sight.asked == ASKED


def test_only_what_was_offered_can_be_chosen_and_is_shown_at_once(engine: Engine) -> None:
    host = rooms.open_room(engine)
    number = rooms.ask(engine, host, ASKED | {"offered": ["sat", "ran"]})
    seat = rooms.join(engine, host.code)
    with pytest.raises(Refused, match="not offered"):
        rooms.answer(engine, seat, number, "something rude")
    rooms.answer(engine, seat, number, "ran")
    assert [given.through for given in seen(engine, host.code).given] == [True]


def test_what_is_typed_waits_until_it_is_let_through(engine: Engine) -> None:
    host = rooms.open_room(engine)
    number = rooms.ask(engine, host, ASKED)
    for text in ("good", "bad"):
        rooms.answer(engine, rooms.join(engine, host.code), number, text)
    rooms.let_through(engine, host, number, ["good"])
    assert {given.text: given.through for given in seen(engine, host.code).given} == {"good": True, "bad": False}


def test_a_room_ends_by_itself_with_all_that_it_held(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    host = rooms.open_room(engine, lifetime=60)
    number = rooms.ask(engine, host, ASKED)
    seat = rooms.join(engine, host.code)
    rooms.answer(engine, seat, number, "sat")
    later = time.time() + 61
    monkeypatch.setattr(time, "time", lambda: later)
    assert look(engine, host.code, fresh=0) is None
    for wish in (lambda: rooms.join(engine, host.code), lambda: rooms.answer(engine, seat, number, "sat")):
        with pytest.raises(Refused, match="ended"):
            wish()
    assert not rooms.is_host(engine, host)
    with reading(engine) as session:
        left = [
            session.scalar(select(func.count()).select_from(table)) for table in (Room, Player, Round, Answer, Note)
        ]
    assert left == [0, 0, 0, 0, 0]


def test_rooms_players_and_rounds_are_bounded(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("MOST_ROOMS", "MOST_PLAYERS", "MOST_ROUNDS"):
        assert getattr(bounds, name) > 0
        monkeypatch.setattr(rooms, name, 2)
    host, _second = rooms.open_room(engine), rooms.open_room(engine)
    for wish in (
        lambda n: rooms.open_room(engine),
        lambda n: rooms.join(engine, host.code),
        lambda n: rooms.ask(engine, host, {"n": n}),
    ):
        with pytest.raises(Refused):
            [wish(n) for n in range(3)]


def test_processes_that_open_rooms_at_once_open_no_more_than_there_may_be(
    connect: Callable[[], Engine], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "MOST_ROOMS", 3)
    engines = [connect() for _ in range(4)]

    def is_opened(n: int) -> bool:
        try:
            rooms.open_room(engines[n % 4])
        except Refused:
            return False
        return True

    with ThreadPoolExecutor(16) as pool:
        assert sum(pool.map(is_opened, range(16))) == 3


def test_a_seat_is_taken_only_in_a_room_for_what_one_comes_for(engine: Engine) -> None:
    hosts = {slug: rooms.open_room(engine, workshop=slug) for slug in (None, "one-branch", "know-or-say")}
    for slug, host in hosts.items():
        for other in hosts.keys() - {slug}:
            with pytest.raises(Refused, match="is worked through" if slug and other is None else "none of this"):
                rooms.join(engine, host.code, workshop=other)
        own = rooms.join(engine, host.code, workshop=slug)
        found = {other: rooms.seat_of(engine, host.code, own.key, workshop=other) for other in hosts}
        assert found == dict.fromkeys(hosts) | {slug: own}
        assert seen(engine, host.code).players == 1


def test_everybody_in_a_process_looks_at_once(engine: Engine) -> None:
    host = rooms.open_room(engine)
    first = look(engine, host.code, fresh=60)
    rooms.join(engine, host.code)
    assert look(engine, host.code, fresh=60) is first
    assert seen(engine, host.code).players == 1
