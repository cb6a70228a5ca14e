"""Rooms, their players, rounds and answers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "rooms",
        sa.Column("code", sa.String(8), primary_key=True),
        sa.Column("host", sa.String(64), nullable=False),
        sa.Column("ends", sa.Float(53), nullable=False),
    )
    op.create_index("ix_rooms_ends", "rooms", ["ends"])
    op.create_table(
        "players",
        _room(),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("mark", sa.String(64), nullable=False),
        sa.UniqueConstraint("room", "mark"),
    )
    op.create_table(
        "rounds",
        _room(),
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("asked", sa.JSON, nullable=False),
        sa.Column("shown", sa.JSON(none_as_null=True), nullable=True),
    )
    op.create_table(
        "answers",
        sa.Column("room", sa.String(8), primary_key=True),
        sa.Column("round", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("player", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("text", sa.String(40), nullable=False),
        sa.Column("through", sa.Boolean, nullable=False),
        sa.Column("score", sa.Float(53), nullable=True),
        sa.ForeignKeyConstraint(["room", "round"], ["rounds.room", "rounds.number"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["room", "player"], ["players.room", "players.number"], ondelete="CASCADE"),
    )


def downgrade() -> None:
    for table in ("answers", "rounds", "players", "rooms"):
        op.drop_table(table)


def _room() -> sa.Column[str]:
    return sa.Column("room", sa.String(8), sa.ForeignKey("rooms.code", ondelete="CASCADE"), primary_key=True)
