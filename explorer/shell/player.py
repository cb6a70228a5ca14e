"""What a browser gets that follows a link into a room: the question and the answer, and nothing of the frame."""

import time

import streamlit as st

from explorer.components.frame.tab_memory import TabMemory
from explorer.components.frame.theme import show_in
from explorer.components.mount import mount
from explorer.errors import Refused
from explorer.findings.play.phone import phone
from explorer.rooms import rooms
from explorer.rooms.bounds import PAUSE
from explorer.rooms.codes import read_code
from explorer.rooms.looking import look
from explorer.rooms.rooms import Seat
from explorer.session.here import Here
from explorer.session.link import ROOM
from explorer.session.rooms import database, seat, sit
from explorer.shell import style
from explorer.shell.desk import show_desk
from explorer.views import say
from explorer.views.fragments import fragment
from explorer.words import _, explain
from explorer.words.literal import literal

EVERY = 1.0
"""Seconds from one look at the room to the next."""

NOTE, OUTSIDE = "room_note", "room_outside"
"""Where the session keeps why an answer was not taken, and why there is no seat."""

LAST = "room_last"
"""Where it keeps when the last answer came."""


def asked() -> bool:
    """Whether the link leads into a room."""
    return ROOM[0] in st.query_params


def show(here: Here) -> None:
    """The player's page; with the presenter's key, the desk."""
    style.apply()
    show_in(here.theme, here.lang)
    code = read_code(st.query_params[ROOM[0]])
    try:
        if code is None:
            raise Refused("this is no code of a room: look at it once more, it has five letters")
        if ROOM[1] in st.query_params:
            show_desk(code, st.query_params[ROOM[1]])
        else:
            _player(code)
    except Refused as refused:
        _gone(refused)


def _player(code: str) -> None:
    found = seat(code)
    memory = TabMemory(name=f"seat-{code}", keep=None if found is None else found.key, wanted=found is None)
    mount("seat_memory", memory, kept=lambda key: _sit(code, key), nothing_kept=lambda _sent: _sit(code, ""))
    refused = st.session_state.pop(OUTSIDE, None)
    if found is not None:
        _phone(found)
    elif refused is not None:
        raise refused


def _sit(code: str, key: str) -> None:
    """Where the tab has a key, in its own seat again; else in a new one."""
    try:
        sit((rooms.seat_of(database(), code, key) if key else None) or rooms.join(database(), code))
    except Refused as refused:
        st.session_state[OUTSIDE] = refused


@fragment(run_every=EVERY)
def _phone(found: Seat) -> None:
    sight = look(database(), found.code)
    if sight is None:
        _gone(Refused("this room has ended: thank you for playing"))
        return
    round, refused = st.session_state.get(NOTE, (0, None))
    note = explain(refused) if refused is not None and round == sight.round else ""
    offered: list[str] = sight.asked.get("offered") or []
    mount(
        "phone",
        phone(sight, found.number, note=note),
        typed=lambda sent: _answer(found, *sent),
        chosen=lambda sent: _answer(found, sent[0], offered[sent[1]]),
    )


def _answer(found: Seat, round: int, text: str) -> None:
    st.session_state.pop(NOTE, None)
    last, st.session_state[LAST] = st.session_state.get(LAST, float("-inf")), time.monotonic()
    try:
        if time.monotonic() - last < PAUSE:
            raise Refused("this came too fast after the last one: wait a second, and send it again")
        rooms.answer(database(), found, round, text)
    except Refused as refused:
        st.session_state[NOTE] = (round, refused)


def _gone(refused: Refused) -> None:
    say.info(explain(refused, quote=literal))
    if st.button(_("To the explorer"), key="room_leave", type="tertiary"):
        sit(None)
        st.query_params.clear()
        st.rerun()
