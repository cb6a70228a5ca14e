"""A database of its own for each test, of SQLite and of a real PostgreSQL."""

from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple
from uuid import uuid4

import pytest
from sqlalchemy import URL, Engine, create_engine, make_url, text

from explorer.rooms.database import prepare


class Place(NamedTuple):
    """A database that is empty as yet."""

    url: URL
    folder: Path
    """Where all lies that was confirmed."""


@pytest.fixture(scope="session")
def server() -> Iterator[Any]:
    """PostgreSQL from a package of PyPI's. Where we are root it runs as a user of its own, who may not look into the
    folders of pytest."""
    pgserver = pytest.importorskip("pgserver", reason="PyPI has no PostgreSQL for this Python on this machine")
    with TemporaryDirectory() as folder, pgserver.get_server(folder) as running:
        yield running
        end(running)


def end(server: Any) -> None:
    """At once, as if its power failed: nothing more is written."""
    pg_ctl(server, "-m", "immediate", "stop")


def pg_ctl(server: Any, *words: str) -> None:
    pytest.importorskip("pgserver").pg_ctl(list(words), pgdata=server.pgdata, user=server.system_user)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.slow)])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    if request.param == "sqlite":
        return Place(make_url(f"sqlite:///{tmp_path / 'rooms.sqlite'}"), tmp_path)
    running = request.getfixturevalue("server")
    return Place(created(running), running.pgdata / "pg_wal")


def created(server: Any) -> URL:
    """A PostgreSQL database more."""
    name = f"rooms_{uuid4().hex}"
    usual = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
    engine = create_engine(usual, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()
    return usual.set(database=name)


@pytest.fixture
def connect(place: Place) -> Iterator[Callable[[], Engine]]:
    """What a process does that opens this test's one database: each call is another process' engine."""
    opened: list[Engine] = []

    def another() -> Engine:
        opened.append(prepare(create_engine(place.url)))
        return opened[-1]

    yield another
    for engine in opened:
        engine.dispose()


@pytest.fixture
def engine(connect: Callable[[], Engine]) -> Engine:
    return connect()
