"""A database that is ready for rooms: SQLite, where nothing else is configured, or PostgreSQL."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import OperationalError as Locked
from time import monotonic, sleep
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoneFree
from sqlalchemy.orm import Session

from explorer.errors import Refused

MIGRATIONS = Path(__file__).with_name("migrations")

_LOCK = 1_380_930_387
"""A number of our own, by which PostgreSQL knows whose turn it is."""


def prepare(engine: Engine) -> Engine:
    """Bring the tables up to date. To be called once an engine and process; several processes may do so at once."""
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _as_sqlite)
        event.listen(engine, "begin", _begin)
    with _writing(engine) as session:
        wait_for_turn(session)
        _migrate(session.connection())
    return engine


def wait_for_turn(session: Session) -> None:
    """Until the end of this transaction no other one gets past its own call of this. In SQLite nobody else writes
    meanwhile anyhow; PostgreSQL lets several write, so that two would count the same rows and both add one."""
    if session.get_bind().dialect.name == "postgresql":
        session.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})


@contextmanager
def writing(engine: Engine) -> Iterator[Session]:
    """A transaction that is kept when the block ends well: on disk, before this returns. Refused where the database
    does not answer: nothing has been changed then."""
    with _answering(), _writing(engine) as session:
        yield session


@contextmanager
def reading(engine: Engine) -> Iterator[Session]:
    """Refused as above."""
    with _answering(), Session(engine) as session, session.begin():
        yield session


@contextmanager
def _writing(engine: Engine) -> Iterator[Session]:
    with Session(engine.execution_options(writes=True)) as session, session.begin():
        yield session


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except (OperationalError, NoneFree) as error:
        raise Refused("the rooms' database does not answer at the moment: try once more in a few seconds") from error


def _migrate(connection: Connection) -> None:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _as_sqlite(connection: Any, _record: object) -> None:
    """Readers beside a writer, written through to the disk at each commit, and patience while another one writes."""
    connection.isolation_level = None  # transactions begin where `_begin` says so
    for pragma in ("busy_timeout = 15000", "synchronous = FULL", "foreign_keys = ON"):
        connection.execute(f"PRAGMA {pragma}")
    _write_ahead(connection)


def _write_ahead(connection: Any, patience: float = 15.0) -> None:
    """For that change of mode SQLite waits for nobody, whatever its timeout says: so we do, in seconds."""
    until = monotonic() + patience
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
            return
        except Locked:
            if monotonic() > until:
                raise
            sleep(0.05)


def _begin(connection: Connection) -> None:
    """Who will write says so at once: a reader that turned into a writer would be refused, not asked to wait."""
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
