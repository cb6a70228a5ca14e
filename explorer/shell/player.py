"""What a browser gets that follows a link into a room: the question and the answer, and nothing of the frame."""

import time

import streamlit as st

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
from explorer.session.link import DESK, ROOM
from explorer.session.rooms import database, sit
from explorer.shell import style
from explorer.shell.desk import show_desk
from explorer.shell.seat import seated
from explorer.views import say
from explorer.views.fragments import fragment
from explorer.words import _, explain, language
from explorer.words.literal import literal

EVERY = 1.0
"""Seconds from one look at the room to the next."""

NOTE = "room_note"
"""Where the session keeps why an answer was not taken."""

LAST = "room_last"
"""Where it keeps when the last answer came."""


def asked() -> bool:
    """Whether the link leads into a room, and not to the workshop that is worked through in it."""
    return ROOM in st.query_params and "workshop" not in st.query_params


def show(here: Here) -> None:
    """The player's page; for whoever opened it at the room's own screen, the presenter's desk."""
    style.apply()
    show_in(here.theme, here.lang)
    code = read_code(st.query_params[ROOM])
    try:
        if code is None:
            raise Refused("this is no code of a room: look at it once more, it has five letters")
        if DESK in st.query_params:
            show_desk(code)
        else:
            _play(code)
    except Refused as refused:
        _gone(refused)


def _play(code: str) -> None:
    sight = look(database(), code)
    if sight is not None and sight.workshop:  # whoever typed the code
        st.query_params.from_dict({"lang": language(), "workshop": sight.workshop, ROOM: code})
        st.rerun()
    _phone(code)


@fragment(run_every=EVERY)
def _phone(code: str) -> None:
    if ROOM not in st.query_params:  # they have left
        st.rerun()
    try:
        found = seated(code)
    except Refused as refused:
        _gone(refused)
        return
    if found is None:
        return
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
    """The first of a round is taken, and what is sent after it changes nothing."""
    st.session_state.pop(NOTE, None)
    try:
        sight = look(database(), found.code)
        if sight is not None and sight.round == round and sight.of(found.number):
            return
        last, st.session_state[LAST] = st.session_state.get(LAST, float("-inf")), time.monotonic()
        if time.monotonic() - last < PAUSE:
            raise Refused("this came too fast after the last one: wait a second, and send it again")
        rooms.answer(database(), found, round, text)
        look(database(), found.code, fresh=0)
    except Refused as refused:
        st.session_state[NOTE] = (round, refused)


def _gone(refused: Refused) -> None:
    say.info(explain(refused, quote=literal))
    st.button(_("To the explorer"), key="room_leave", type="tertiary", on_click=_leave)


def _leave() -> None:
    sit(None)
    st.query_params.clear()
