"""The two ways in which README names a PostgreSQL, taken literally: the app has it through Streamlit's connection."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from explorer.rooms import rooms
from explorer.rooms.rooms import Host
from explorer.session.rooms import NAME, VARIABLE
from tests.rooms.conftest import created

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

APP = """
from sqlalchemy import text
from explorer.rooms import rooms
from explorer.session.rooms import database

host = rooms.open_room(database())
others = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
with database().connect() as one, database().connect():  # of which the second one is cut while it rests
    pass
with database().connect() as one:
    one.execute(text("SELECT pg_terminate_backend(pid) " + others))
for _visitor in range(2):
    assert rooms.is_host(database(), host)
print(host.code, host.key)
"""


@pytest.mark.parametrize("way", ["variable", "secrets"])
def test_a_room_lies_where_the_owner_of_the_app_says_and_a_cut_connection_is_no_visitors_concern(
    server: Any, tmp_path: Path, way: str
) -> None:
    address = _owned(server)
    environment = {name: value for name, value in os.environ.items() if name != VARIABLE} | {"PYTHONPATH": str(ROOT)}
    if way == "variable":
        environment[VARIABLE] = address
    else:
        (tmp_path / ".streamlit").mkdir()
        (tmp_path / ".streamlit" / "secrets.toml").write_text(f'[connections.{NAME}]\nurl = "{address}"\n')
    run = [sys.executable, "-c", APP]
    done = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    engine = create_engine(address)
    assert rooms.is_host(engine, Host(*done.stdout.split()))
    engine.dispose()


def _owned(server: Any) -> str:
    """The address of an empty database for a user who may do nothing but own it."""
    url = created(server)
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE ROLE {url.database} LOGIN PASSWORD 'secret'"))
        connection.execute(text(f"ALTER DATABASE {url.database} OWNER TO {url.database}"))
    engine.dispose()
    return url.set(username=url.database, password="secret").render_as_string(hide_password=False)
