"""The seat that this browser has in a room: its own again, or a new one."""

import streamlit as st

from explorer.components.frame.tab_memory import TabMemory
from explorer.components.mount import mount
from explorer.errors import Refused
from explorer.rooms import rooms
from explorer.rooms.looking import look
from explorer.session.rooms import database, seat, sit

OUTSIDE = "room_outside"
"""Where the session keeps in which room there is no seat, with what key it was asked for, and why."""


def seated(code: str, *, workshop: str | None = None) -> rooms.Seat | None:
    """None until the browser has said whether it has a key. Refused where there is no seat to be had. workshop: the one
    that the link is about; what is written there is one's own in another tab, too."""
    found = seat(code)
    keep = None if found is None else found.key
    memory = TabMemory(name=f"seat-{code}", keep=keep, wanted=found is None, lasting=workshop is not None)
    mount(
        "seat_memory",
        memory,
        kept=lambda key: _sit(code, key, workshop),
        nothing_kept=lambda _: _sit(code, "", workshop),
    )
    if found is None and st.session_state.get(OUTSIDE, ("",))[0] == code:
        return _again(code, workshop)
    return found


def _again(code: str, workshop: str | None) -> rooms.Seat | None:
    """Whoever was refused by a room that is there and theirs, full or silent for a moment, asks once more."""
    _code, key, refused = st.session_state[OUTSIDE]
    sight = look(database(), code)
    if sight is not None and sight.workshop == workshop:
        _sit(code, key, workshop)
    if (found := seat(code)) is None:
        raise refused
    return found


def _sit(code: str, key: str, workshop: str | None) -> None:
    """Where the browser has a key, in its own seat again; else in a new one."""
    if seat(code) is not None:  # it was said twice
        return
    try:
        own = rooms.seat_of(database(), code, key, workshop=workshop) if key else None
        sit(own or rooms.join(database(), code, workshop=workshop))
        st.session_state.pop(OUTSIDE, None)
    except Refused as refused:
        st.session_state[OUTSIDE] = (code, key, refused)
