"""Workshops in rooms, with what their participants write; and what a model says itself, beside the question."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.add_column("rooms", sa.Column("workshop", sa.String(24), nullable=True))
    op.add_column("rounds", sa.Column("own", sa.JSON(none_as_null=True), nullable=True))
    op.create_table(
        "notes",
        sa.Column("room", sa.String(8), primary_key=True),
        sa.Column("task", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("player", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("seen", sa.Boolean, nullable=False),
        sa.Column("text", sa.String(2_000), nullable=False),
        sa.Column("through", sa.Boolean, nullable=False),
        sa.ForeignKeyConstraint(["room", "player"], ["players.room", "players.number"], ondelete="CASCADE"),
    )


def downgrade() -> None:
    op.drop_table("notes")
    op.drop_column("rounds", "own")
    op.drop_column("rooms", "workshop")
