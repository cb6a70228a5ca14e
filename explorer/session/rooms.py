"""The database of rooms, through Streamlit's own connection; and which room this browser leads or sits in."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, Literal, get_args
from weakref import WeakSet

import streamlit as st
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from explorer.errors import Refused
from explorer.models.converted import cache
from explorer.rooms import rooms
from explorer.rooms.codes import read_code
from explorer.rooms.database import prepare, writing
from explorer.rooms.rooms import Host, Seat

NAME = "rooms"
"""Of the connection, in .streamlit/secrets.toml: [connections.rooms], url = "postgresql+psycopg://…"."""

VARIABLE = "EXPLORER_ROOMS"
"""The same as an environment variable."""

_SEAT = "room_seat"

Kind = Literal["host", "workshop-host"]
"""What a room is for that a tab leads, playing or a workshop: one of each. The tab keeps its key under that name."""

_prepared: WeakSet[Engine] = WeakSet()
_lock = Lock()


def database() -> Engine:
    """Ready for rooms. Refused where it cannot be had."""
    try:
        where = _where()
        # A connection that rests may be cut, by the server or on the way: whoever comes next is to notice nothing.
        settings: dict[str, Any] = {"pool_pre_ping": True} | ({"url": where} if where else {})
        engine: Engine = st.connection(NAME, type="sql", **settings).engine
        with _lock:
            if engine not in _prepared:
                with writing(prepare(engine)) as session:
                    rooms.sweep(session)
                _prepared.add(engine)
    except (SQLAlchemyError, OSError, ImportError, ValueError) as error:
        reason = str(error).splitlines()[0][:160]
        raise Refused(
            "rooms need a database, and this one cannot be opened ({reason}): set EXPLORER_ROOMS to another one",
            reason=reason,
        ) from error
    return engine


def _where() -> str | None:
    """The address of the database; None where secrets.toml says it."""
    chosen = os.environ.get(VARIABLE)
    if chosen or (st.secrets.load_if_toml_exists() and NAME in st.secrets.get("connections", {})):
        return chosen or None
    return f"sqlite:///{_file()}"


def _file() -> Path:
    """A file in the user's own folder, which nobody else reads."""
    folder = cache() / "rooms"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder / "rooms.sqlite"


def host(kind: Kind) -> Host | None:
    """The room that this browser leads, while there is one."""
    return st.session_state.get(f"room_{kind}")


def lead(kind: Kind, found: Host | None) -> None:
    st.session_state[f"room_{kind}"] = found


@contextmanager
def nobody_leads() -> Iterator[None]:
    """As if this browser led no room: what is drawn in this block asks nothing in it."""
    led = {kind: host(kind) for kind in get_args(Kind)}
    try:
        for kind in led:
            lead(kind, None)
        yield
    finally:
        for kind, found in led.items():
            lead(kind, found)


def read_host(kept: str) -> Host:
    """What a tab has kept, which may be anything: what is no code is no room's."""
    code, _dot, key = kept.partition(".")
    return Host(read_code(code) or "", key)


def led_again(kind: Kind, kept: str) -> None:
    """The tab has kept the key of a room: lead it again, if it is still there. Refused where that cannot be told."""
    found = read_host(kept)
    if rooms.is_host(database(), found):
        lead(kind, found)


def let_go(kind: Kind, led: Host) -> None:
    """Lead it no longer, if it has ended. Refused where that cannot be told."""
    if not rooms.is_host(database(), led):
        lead(kind, None)


def kept_host(kind: Kind) -> str:
    """What the tab is to keep of the room that is led; "" where there is none."""
    found = host(kind)
    return "" if found is None else f"{found.code}.{found.key}"


def seat(code: str) -> Seat | None:
    """The seat in that room that this browser has."""
    found = st.session_state.get(_SEAT)
    return found if isinstance(found, Seat) and found.code == code else None


def sit(found: Seat | None) -> None:
    st.session_state[_SEAT] = found
