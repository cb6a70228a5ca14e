"""What the database holds of rooms. `migrations/` makes the same tables; a test holds the two against each other."""

from typing import Any

from sqlalchemy import JSON, Float, ForeignKey, ForeignKeyConstraint, String, UniqueConstraint
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from explorer.rooms.bounds import LONGEST


class Base(DeclarativeBase):
    """The tables of this package."""


class Room(Base):
    __tablename__ = "rooms"

    code: Mapped[str] = mapped_column(String(8), primary_key=True)
    host: Mapped[str] = mapped_column(String(64))
    """The mark of the presenter's key."""
    ends: Mapped[float] = mapped_column(Float(53), index=True)
    """In seconds since 1970."""


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
