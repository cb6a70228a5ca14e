"""What Alembic runs: on the connection that it is handed, in one transaction."""

from alembic import context

from explorer.rooms.tables import Base


def run() -> None:
    context.configure(
        connection=context.config.attributes["connection"],
        target_metadata=Base.metadata,
        version_table="explorer_rooms_version",
    )
    with context.begin_transaction():
        context.run_migrations()


if hasattr(context, "config"):  # Alembic runs it, and it is not only imported
    run()
