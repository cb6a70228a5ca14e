"""What the participants of a workshop write into its room. Their own browsers keep it first; the room has a copy."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Engine, update

from explorer.errors import Refused
from explorer.rooms.bounds import MOST_TASKS
from explorer.rooms.database import writing
from explorer.rooms.rooms import Host, Seat, check_host, check_seat
from explorer.rooms.tables import Note
from explorer.rooms.texts import note_of


@dataclass(frozen=True)
class Told:
    """Of one task, as a browser has it."""

    task: int
    version: int
    """How often it has changed there."""
    seen: bool
    """False where it was skipped."""
    text: str


@dataclass(frozen=True)
class Written:
    """A text of one participant, as whoever reads it has it on screen."""

    task: int
    player: int
    text: str


def tell(engine: Engine, seat: Seat, notes: Sequence[Told]) -> None:
    """Keep them. What comes late or twice changes nothing; a text that is new waits to be let through."""
    with writing(engine) as session:
        check_seat(session, seat)
        for told in notes:
            if not 0 <= told.task < MOST_TASKS:
                raise Refused("this workshop has no such task: open its link again")
            row = session.get(Note, (seat.code, told.task, seat.number))
            text = note_of(told.text)
            if row is None:
                where = {"room": seat.code, "task": told.task, "player": seat.number}
                session.add(Note(**where, version=told.version, seen=told.seen, text=text, through=False))
            elif told.version > row.version:
                row.through = row.through and row.text == text
                row.version, row.seen, row.text = told.version, told.seen, text


def let_through(engine: Engine, host: Host, texts: Sequence[Written]) -> None:
    """From now on these may be shown: just these texts, and not what their authors have written instead meanwhile."""
    with writing(engine) as session:
        check_host(session, host)
        for one in texts:
            here = (Note.room == host.code, Note.task == one.task, Note.player == one.player, Note.text == one.text)
            session.execute(update(Note).where(*here).values(through=True))
