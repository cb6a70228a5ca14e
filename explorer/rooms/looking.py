"""What there is in a room now: read by everybody in it every second, so a process asks the database once for all."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from threading import Lock
from typing import Any

from sqlalchemy import Engine, func, select
from sqlalchemy.orm import Session

from explorer.errors import Refused
from explorer.rooms.database import reading, writing
from explorer.rooms.rooms import sweep
from explorer.rooms.tables import Answer, Note, Player, Room, Round

FRESH = 0.25
"""Seconds for which a process does not look again."""


@dataclass(frozen=True)
class Given:
    """One player's answer."""

    player: int
    text: str
    through: bool
    score: float | None


@dataclass(frozen=True)
class Noted:
    """What one participant of a workshop did with one task."""

    task: int
    player: int
    version: int
    seen: bool
    text: str
    through: bool


@dataclass(frozen=True)
class Sight:
    """A room at one moment, with the last round of it."""

    code: str
    players: int
    round: int
    """0 where nothing has been asked."""
    asked: Mapping[str, Any]
    shown: Mapping[str, Any] | None
    given: tuple[Given, ...]
    totals: Mapping[int, float]
    """What each player has scored in all rounds that are over."""
    workshop: str | None = None
    """The slug of the one that is worked through; None where it is played."""
    notes: tuple[Noted, ...] = ()
    """Of that, by task and participant."""

    @property
    def open(self) -> bool:
        """Whether answers are taken."""
        return self.round > 0 and self.shown is None

    def of(self, player: int) -> Given | None:
        return next((one for one in self.given if one.player == player), None)

    def place(self, player: int) -> int:
        """1 for whoever has scored most."""
        own = self.totals.get(player, 0.0)
        return 1 + sum(total > own for total in self.totals.values())


_seen: dict[tuple[str, str], tuple[float, Sight | None]] = {}
_lock = Lock()


def look(engine: Engine, code: str, *, fresh: float = FRESH) -> Sight | None:
    """The room of that code as it was at most `fresh` seconds ago; None where there is none, or it has ended."""
    key = (str(engine.url), code)
    with _lock:  # the others wait for the one that asks
        when, sight = _seen.get(key, (float("-inf"), None))
        if time.monotonic() - when < fresh:
            return sight
        try:
            with reading(engine) as session:
                seen = _look(session, code)
                over = seen is None and session.get(Room, code) is not None
        except Refused:
            if sight is None:
                raise
            return sight  # a moment's silence
        sight = seen
        if over:
            with writing(engine) as session:
                sweep(session)
        now = time.monotonic()
        _seen[key] = (now, sight)
        for old in [old for old, (then, _) in _seen.items() if now - then > 60]:
            del _seen[old]
        return sight


def _look(session: Session, code: str) -> Sight | None:
    room = session.scalar(select(Room).where(Room.code == code, Room.ends > time.time()))
    if room is None:
        return None
    players = session.scalar(select(func.count()).select_from(Player).where(Player.room == code)) or 0
    last = session.scalars(select(Round).where(Round.room == code).order_by(Round.number.desc()).limit(1)).first()
    if last is None:
        return Sight(code, players, 0, {}, None, (), {}, room.workshop, _notes(session, room))
    here = select(Answer).where(Answer.room == code, Answer.round == last.number).order_by(Answer.player)
    given = tuple(Given(one.player, one.text, one.through, one.score) for one in session.scalars(here))
    sums = select(Answer.player, func.sum(Answer.score)).where(Answer.room == code, Answer.score.is_not(None))
    totals = {player: float(total or 0) for player, total in session.execute(sums.group_by(Answer.player))}
    return Sight(code, players, last.number, last.asked, last.shown, given, totals)


def _notes(session: Session, room: Room) -> tuple[Noted, ...]:
    if room.workshop is None:
        return ()
    here = select(Note).where(Note.room == room.code).order_by(Note.task, Note.player)
    return tuple(
        Noted(one.task, one.player, one.version, one.seen, one.text, one.through) for one in session.scalars(here)
    )


def shown_in(engine: Engine, code: str) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Of every round that is over what was asked, and what was shown."""
    with reading(engine) as session:
        over = select(Round).where(Round.room == code, Round.shown.is_not(None)).order_by(Round.number)
        return [(one.asked, one.shown or {}) for one in session.scalars(over)]
