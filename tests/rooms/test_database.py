"""The migrations make the tables that the code knows, in SQLite and in PostgreSQL, whoever comes first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.schema import CreateTable

from explorer.rooms.database import reading
from explorer.rooms.tables import Base


def test_the_migrations_end_with_the_tables_of_the_code(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "explorer_rooms_version"})
        assert compare_metadata(context, Base.metadata) == []


def test_processes_that_start_together_migrate_once(connect: Callable[[], Engine]) -> None:
    with ThreadPoolExecutor(4) as pool:
        engines = list(pool.map(lambda _n: connect(), range(4)))
    with reading(engines[0]) as session:
        assert session.execute(text("SELECT version_num FROM explorer_rooms_version")).all() == [("0001",)]


def test_what_is_confirmed_is_on_the_disk(engine: Engine) -> None:
    with engine.connect() as connection:
        pragmas = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")]
    assert pragmas == ["wal", 2]


def test_postgresql_takes_the_tables() -> None:
    made = [str(CreateTable(table).compile(dialect=postgresql.dialect())) for table in Base.metadata.sorted_tables]
    assert len(made) == 4
    assert "asked JSON NOT NULL" in "".join(made)
