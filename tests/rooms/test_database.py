"""The migrations make the tables that the code knows, in SQLite and in PostgreSQL, whoever comes first."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Engine, create_engine, inspect, text
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateTable

from explorer.errors import Refused
from explorer.rooms import rooms
from explorer.rooms.codes import mark_of
from explorer.rooms.database import MIGRATIONS, prepare, reading
from explorer.rooms.looking import look
from explorer.rooms.rooms import Host
from explorer.rooms.tables import Base
from tests.rooms.conftest import Place, created, end, pg_ctl


def test_the_migrations_end_with_the_tables_of_the_code(engine: Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"version_table": "explorer_rooms_version"})
        assert compare_metadata(context, Base.metadata) == []


def test_a_room_of_the_first_version_lives_on(place: Place) -> None:
    engine = create_engine(place.url)
    _migrated(engine, "0001")
    with engine.begin() as connection:
        connection.execute(
            text("INSERT INTO rooms VALUES ('KQRXZ', :mark, :ends)"), {"mark": mark_of("key"), "ends": 9e9}
        )
        connection.execute(text("INSERT INTO rounds VALUES ('KQRXZ', 1, '{}', NULL)"))
    prepare(engine)
    assert rooms.is_host(engine, Host("KQRXZ", "key"))
    sight = look(engine, "KQRXZ", fresh=0)
    assert sight is not None
    assert (sight.round, sight.workshop, sight.notes) == (1, None, ())
    _migrated(engine, "0001")  # and back
    assert "notes" not in inspect(engine).get_table_names()
    engine.dispose()


def _migrated(engine: Engine, revision: str) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        move = command.downgrade if "notes" in inspect(connection).get_table_names() else command.upgrade
        move(config, revision)


def test_a_database_that_is_busy_is_said_to_be_and_what_was_seen_stays(engine: Engine) -> None:
    host = rooms.open_room(engine)
    before = look(engine, host.code, fresh=0)
    down = patch.object(Session, "begin", side_effect=OperationalError("BEGIN", {}, Exception("database is locked")))
    with down:
        with pytest.raises(Refused, match="does not answer"):
            rooms.is_host(engine, host)
        assert look(engine, host.code, fresh=0) is before
        with pytest.raises(Refused, match="does not answer"):
            look(engine, "ZZZZZ", fresh=0)


def test_processes_that_start_together_migrate_once(connect: Callable[[], Engine]) -> None:
    with ThreadPoolExecutor(4) as pool:
        engines = list(pool.map(lambda _n: connect(), range(4)))
    with reading(engines[0]) as session:
        assert session.execute(text("SELECT version_num FROM explorer_rooms_version")).all() == [("0002",)]


def test_who_finds_all_connections_taken_is_told_that_nobody_answers(connect: Callable[[], Engine]) -> None:
    engine = create_engine(connect().url, pool_size=1, max_overflow=0, pool_timeout=0.1)
    with engine.connect(), pytest.raises(Refused, match="does not answer"):
        rooms.open_room(engine)
    assert rooms.open_room(engine)
    engine.dispose()


def test_what_is_confirmed_is_on_the_disk(tmp_path: Path) -> None:
    engine = prepare(create_engine(f"sqlite:///{tmp_path / 'rooms.sqlite'}"))
    with engine.connect() as connection:
        pragmas = [connection.execute(text(f"PRAGMA {name}")).scalar() for name in ("journal_mode", "synchronous")]
    engine.dispose()
    assert pragmas == ["wal", 2]


@pytest.mark.slow
def test_a_postgresql_that_falls_over_has_lost_nothing_and_is_found_again(server: Any) -> None:
    engine = prepare(create_engine(created(server)))
    host = rooms.open_room(engine)
    number = rooms.ask(engine, host, {"game": "guess"})
    seat = rooms.join(engine, host.code)
    rooms.answer(engine, seat, number, "sat")
    before = look(engine, host.code, fresh=0)
    end(server)
    try:
        with pytest.raises(Refused, match="does not answer"):
            rooms.is_host(engine, host)
        assert look(engine, host.code, fresh=0) is before
    finally:
        pg_ctl(server, "-t", "200", "-l", str(server.log), "restart")
        server.ensure_postgres_running()  # it takes note of the new process
    after = look(engine, host.code, fresh=0)
    assert after == before
    assert after is not before
    assert rooms.seat_of(engine, host.code, seat.key) == seat
    engine.dispose()


def test_postgresql_takes_the_tables() -> None:
    made = [str(CreateTable(table).compile(dialect=postgresql.dialect())) for table in Base.metadata.sorted_tables]
    assert len(made) == 5
    assert "asked JSON NOT NULL" in "".join(made)
