"""What the database holds of rooms. `migrations/` makes the same tables; a test holds the two against each other."""

from typing import Any

from sqlalchemy import JSON, Float, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from explorer.rooms.bounds import LONGEST, LONGEST_NOTE


class Base(DeclarativeBase):
    """The tables of this package."""


class Room(Base):
    __tablename__ = "rooms"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    host: Mapped[str] = mapped_column(String(64))
    """The mark of the presenter's key."""
    ends: Mapped[float] = mapped_column(Float(53), index=True)
    """In seconds since 1970."""
    workshop: Mapped[str | None] = mapped_column(String(24))
    """The workshop that is worked through in it, by its slug; None where it is played in."""


class Player(Base):
    __tablename__ = "players"
    __table_args__ = (UniqueConstraint("room", "mark"),)

    room: Mapped[str] = mapped_column(ForeignKey("rooms.code", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """From 1, in the order in which they came: there are no names."""
    mark: Mapped[str] = mapped_column(String(64))
    """Of the player's key."""


class Round(Base):
    __tablename__ = "rounds"

    room: Mapped[str] = mapped_column(ForeignKey("rooms.code", ondelete="CASCADE"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    asked: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What everybody may see of the question."""
    own: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """What the model says itself, for nobody's eyes: an answer that says the same needs no letting through."""
    shown: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What everybody may see once it is over; None while answers are taken."""


class Answer(Base):
    __tablename__ = "answers"
    __table_args__ = (
        ForeignKeyConstraint(["room", "round"], ["rounds.room", "rounds.number"], ondelete="CASCADE"),
        ForeignKeyConstraint(["room", "player"], ["players.room", "players.number"], ondelete="CASCADE"),
    )

    room: Mapped[str] = mapped_column(String(8), primary_key=True)
    round: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    player: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """One answer a round: the key of the table says so."""
    text: Mapped[str] = mapped_column(String(LONGEST))
    through: Mapped[bool]
    """Whether the presenter has let it through, or it was theirs from the start."""
    score: Mapped[float | None] = mapped_column(Float(53))


class Note(Base):
    """What a participant of a workshop did with one of its tasks."""

    __tablename__ = "notes"
    __table_args__ = (ForeignKeyConstraint(["room", "player"], ["players.room", "players.number"], ondelete="CASCADE"),)

    room: Mapped[str] = mapped_column(String(8), primary_key=True)
    task: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """From 0."""
    player: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    version: Mapped[int]
    """The browser's own count of its changes: the last one is what counts, whatever comes late or twice."""
    seen: Mapped[bool]
    """Whether they said that they see it; else they have skipped it."""
    text: Mapped[str] = mapped_column(String(LONGEST_NOTE))
    """"" where they wrote nothing."""
    through: Mapped[bool]
    """Whether the presenter has let just this text through."""
