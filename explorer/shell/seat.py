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


def seated(code: str, *, lasting: bool = False) -> rooms.Seat | None:
    """None until the browser has said whether it has a key. Refused where there is no seat to be had. lasting: the
    browser is known again in another tab, too."""
    found = seat(code)
    keep = None if found is None else found.key
    memory = TabMemory(name=f"seat-{code}", keep=keep, wanted=found is None, lasting=lasting)
    mount("seat_memory", memory, kept=lambda key: _sit(code, key), nothing_kept=lambda _sent: _sit(code, ""))
    if found is None and st.session_state.get(OUTSIDE, ("",))[0] == code:
        return _again(code)
    return found


def _again(code: str) -> rooms.Seat | None:
    """Whoever was refused by a room that is there, full or silent for a moment, asks once more."""
    _code, key, refused = st.session_state[OUTSIDE]
    if look(database(), code) is not None:
        _sit(code, key)
    if (found := seat(code)) is None:
        raise refused
    return found


def _sit(code: str, key: str) -> None:
    """Where the browser has a key, in its own seat again; else in a new one."""
    if seat(code) is not None:  # it was said twice
        return
    try:
        sit((rooms.seat_of(database(), code, key) if key else None) or rooms.join(database(), code))
        st.session_state.pop(OUTSIDE, None)
    except Refused as refused:
        st.session_state[OUTSIDE] = (code, key, refused)
