"""A database of its own for each test."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine

from explorer.rooms.database import prepare


@pytest.fixture
def connect(tmp_path: Path) -> Iterator[Callable[[], Engine]]:
    """What a process does that opens this test's one file: each call is another process' engine."""
    opened: list[Engine] = []

    def another() -> Engine:
        opened.append(prepare(create_engine(f"sqlite:///{tmp_path / 'rooms.sqlite'}")))
        return opened[-1]

    yield another
    for engine in opened:
        engine.dispose()


@pytest.fixture
def engine(connect: Callable[[], Engine]) -> Engine:
    return connect()
