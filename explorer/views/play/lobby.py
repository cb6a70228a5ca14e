"""Before a room: whether this tab leads one, and the ways into one."""

from collections.abc import Callable

import streamlit as st

from explorer.components.frame.tab_memory import TabMemory
from explorer.components.mount import mount
from explorer.errors import Refused
from explorer.findings.address import base_of
from explorer.findings.play.door import PARAMETER
from explorer.rooms import rooms
from explorer.rooms.codes import read_code
from explorer.rooms.rooms import Host
from explorer.session.rooms import database, host, kept_host, lead, led_again
from explorer.views import say
from explorer.views.scope import Scope
from explorer.words import _, explain
from explorer.words.literal import literal

REFUSED = "room_refused"
"""Where the session keeps why something was not done."""


def led(scope: Scope) -> Host | None:
    """The room that is led from this tab, also after a reload."""
    found = host()
    asked = st.session_state.setdefault("room_asked", False)
    memory = TabMemory(name="host", keep=None if found is None and not asked else kept_host(), wanted=not asked)
    mount(scope.key("room_memory"), memory, kept=_again, nothing_kept=lambda _sent: _asked())
    return found


def _again(kept: str) -> None:
    _asked()
    attempt(lambda: led_again(kept))


def _asked() -> None:
    st.session_state["room_asked"] = True


def offer(scope: Scope) -> None:
    """Where one plays alone: the ways into a room. To be drawn in a row."""
    st.button(_("Open a room"), key=scope.key("room_open"), icon=":material/groups:", on_click=_open)
    asked = _("or join one: its code")
    field = {"max_chars": 20, "width": 190, "label_visibility": "collapsed", "placeholder": asked}
    code = read_code(st.text_input(asked, key=scope.key("room_code"), **field) or "")
    if code and st.button(_("Join"), key=scope.key("room_join")):
        st.query_params.from_dict({PARAMETER: code})
        st.rerun()


def _open() -> None:
    attempt(lambda: lead(rooms.open_room(database())))


def attempt(work: Callable[[], None]) -> None:
    """What is refused is said after the redraw."""
    try:
        work()
    except Refused as refused:
        st.session_state[REFUSED] = refused


def say_refused() -> None:
    refused = st.session_state.pop(REFUSED, None)
    if refused is not None:
        say.warning(explain(refused, quote=literal))


def base() -> str:
    """The app's own address, as this browser has it."""
    return base_of(st.context.url or "http://localhost/", "play")
