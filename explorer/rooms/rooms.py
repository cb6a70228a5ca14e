"""What can be done with rooms. What a function returns is confirmed: it is in the database, for every process."""

import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, delete, func, select, update
from sqlalchemy.orm import Session

from explorer.errors import Refused
from explorer.rooms.bounds import LIFETIME, LONGEST_ASKED, MOST_PLAYERS, MOST_ROOMS, MOST_ROUNDS
from explorer.rooms.codes import fits, mark_of, new_code, new_key
from explorer.rooms.database import reading, wait_for_turn, writing
from explorer.rooms.tables import Answer, Player, Room, Round
from explorer.rooms.texts import line_of, same_key


@dataclass(frozen=True)
class Host:
    """Who presents: known by a key that nobody else has, never by the room's code."""

    code: str
    key: str


@dataclass(frozen=True)
class Seat:
    """Who plays."""

    code: str
    key: str
    number: int


def open_room(engine: Engine, *, workshop: str | None = None, lifetime: float = LIFETIME) -> Host:
    """A new room, whose key only the caller has. workshop: the slug of the one that is worked through in it."""
    key = new_key()
    with writing(engine) as session:
        wait_for_turn(session)
        sweep(session)
        if (session.scalar(select(func.count()).select_from(Room)) or 0) >= MOST_ROOMS:
            raise Refused("{n} rooms are open here, and no more can be: wait until one ends", n=MOST_ROOMS)
        taken = set(session.scalars(select(Room.code)))
        code = next(code for code in iter(new_code, None) if code not in taken)
        session.add(Room(code=code, host=mark_of(key), ends=time.time() + lifetime, workshop=workshop))
    return Host(code, key)


def close_room(engine: Engine, host: Host) -> None:
    """End it now, with all that it held."""
    with writing(engine) as session:
        if _hosted(session, host):
            session.execute(delete(Room).where(Room.code == host.code))


def is_host(engine: Engine, host: Host) -> bool:
    """Whether there is such a room, and this is its presenter's key."""
    with reading(engine) as session:
        return _hosted(session, host)


def join(engine: Engine, code: str, *, workshop: str | None = None) -> Seat:
    """A new seat in a room. Refused where there is none, and where it is for something else than who comes: to play, or
    to work through that workshop."""
    key = new_key()
    with writing(engine) as session:
        _check_kind(open_row(session, code), workshop)
        n = session.scalar(select(func.max(Player.number)).where(Player.room == code)) or 0
        if n >= MOST_PLAYERS:
            raise Refused("the room {code} has {n} players, and no more fit in: watch the screen", code=code, n=n)
        session.add(Player(room=code, number=n + 1, mark=mark_of(key)))
    return Seat(code, key, n + 1)


def seat_of(engine: Engine, code: str, key: str, *, workshop: str | None = None) -> Seat | None:
    """The seat that a browser has kept the key of; None where it is none of this room's, or the room is for something
    else than who comes."""
    with reading(engine) as session:
        own = select(Player.number).where(Player.room == code, Player.mark == mark_of(key))
        number = session.scalar(own.join(Room, Room.code == Player.room).where(Room.workshop == workshop))
        return None if number is None else Seat(code, key, number)


def ask(engine: Engine, host: Host, asked: Mapping[str, Any], own: Sequence[str] = ()) -> int:
    """The number of the round in which this is asked: the last one, where it asks just that, else a new one. own: what
    the model says itself, so that an answer that says the same needs no letting through."""
    if len(json.dumps(dict(asked), ensure_ascii=False)) > LONGEST_ASKED:
        raise Refused("this question is too long for a room: shorten the text")
    with writing(engine) as session:
        check_host(session, host)
        last = _last(session, host.code)
        if last is not None and last.asked == dict(asked):
            last.own = list(own)
            return last.number
        n = 0 if last is None else last.number
        if n >= MOST_ROUNDS:
            raise Refused("{n} questions were asked in this room, and no more can be: open another", n=n)
        session.add(Round(room=host.code, number=n + 1, asked=dict(asked), own=list(own), shown=None))
    return n + 1


def answer(engine: Engine, seat: Seat, round: int, typed: str) -> str:
    """Give the one answer that a player has in a round, and what is kept of it: the first, where it comes twice."""
    text = line_of(typed)
    with writing(engine) as session:
        check_seat(session, seat)
        asked = _last(session, seat.code)
        kept = session.get(Answer, (seat.code, round, seat.number))
        if kept is not None:
            return kept.text
        if asked is None or asked.number != round or asked.shown is not None:
            raise Refused("this question is over: wait for the next one")
        offered = asked.asked.get("offered")
        if offered is not None and text not in offered:
            raise Refused("this answer was not offered: choose one of those on the screen")
        # What was offered is the presenter's own text, and what the model says is the model's.
        through = offered is not None or same_key(text) in map(same_key, asked.own or ())
        session.add(Answer(room=seat.code, round=round, player=seat.number, text=text, through=through))
    return text


def let_through(engine: Engine, host: Host, round: int, texts: Sequence[str]) -> None:
    """From now on these may be shown."""
    with writing(engine) as session:
        check_host(session, host)
        here = (Answer.room == host.code, Answer.round == round, Answer.text.in_(list(texts)))
        session.execute(update(Answer).where(*here).values(through=True))


def reveal(
    engine: Engine, host: Host, round: int, scores: Mapping[str, float], shown: Mapping[str, Any], *, n: int
) -> bool:
    """End a round: each answer gets its score, by its text, and everybody sees what is `shown`. n: how many answers
    that was computed of. False where others have come meanwhile: nothing has been done then, and it is to be computed
    again."""
    with writing(engine) as session:
        check_host(session, host)
        row = session.get(Round, (host.code, round))
        if row is None or row.shown is not None:
            return True
        given = session.scalars(select(Answer).where(Answer.room == host.code, Answer.round == round)).all()
        if len(given) != n:
            return False
        row.shown = dict(shown)
        for one in given:
            one.score = scores[one.text]
    return True


def sweep(session: Session) -> None:
    """Rooms that have ended go, with all that they held."""
    session.execute(delete(Room).where(Room.ends <= time.time()))


def open_row(session: Session, code: str) -> Room:
    """Of a room that has not ended. Refused where there is none."""
    # For an update, so that in a database that lets two write at once the second one waits for the first.
    room = session.scalar(select(Room).where(Room.code == code, Room.ends > time.time()).with_for_update())
    if room is None:
        raise Refused("there is no room {code}, or it has ended: look at the code once more", code=code)
    return room


def _check_kind(room: Room, workshop: str | None) -> None:
    if room.workshop == workshop:
        return
    if workshop is None:
        raise Refused("in the room {code} a workshop is worked through: open the link on its screen", code=room.code)
    raise Refused("the room {code} is none of this workshop's: open the link on its screen", code=room.code)


def _hosted(session: Session, host: Host) -> bool:
    mark = session.scalar(select(Room.host).where(Room.code == host.code, Room.ends > time.time()))
    return mark is not None and fits(host.key, mark)


def check_host(session: Session, host: Host) -> None:
    """Refused for whoever is not the presenter."""
    if not fits(host.key, open_row(session, host.code).host):
        raise Refused("this is not your room: only who opened it may lead it")


def check_seat(session: Session, seat: Seat) -> None:
    """Refused for whoever does not sit there, and where the room has ended."""
    open_row(session, seat.code)
    mark = session.scalar(select(Player.mark).where(Player.room == seat.code, Player.number == seat.number))
    if mark is None or not fits(seat.key, mark):
        raise Refused("this browser has no seat in the room {code}: join it again", code=seat.code)


def _last(session: Session, code: str) -> Round | None:
    return session.scalars(select(Round).where(Round.room == code).order_by(Round.number.desc()).limit(1)).first()
