"""Before a room: whether this tab leads one, and the ways into one."""

from collections.abc import Callable

import streamlit as st

from explorer.components.frame.tab_memory import TabMemory
from explorer.components.mount import mount
from explorer.errors import Refused
from explorer.rooms import rooms
from explorer.rooms.codes import read_code
from explorer.rooms.rooms import Host
from explorer.session.link import ROOM
from explorer.session.rooms import Kind, database, host, kept_host, lead, led_again
from explorer.views import say
from explorer.views.scope import Scope
from explorer.words import _, explain
from explorer.words.literal import literal

REFUSED = "room_refused"
"""Where the session keeps why something was not done."""


def led(scope: Scope, kind: Kind = "host") -> Host | None:
    """The room that is led from this tab, also after a reload."""
    _again(kind)
    found, asked = host(kind), st.session_state.setdefault(_name(kind, "asked"), False)
    settled = found is not None or (asked and _name(kind, "kept") not in st.session_state)
    memory = TabMemory(name=kind, keep=kept_host(kind) if settled else None, wanted=not asked)
    mount(scope.key("room_memory"), memory, kept=lambda kept: _asked(kind, kept), nothing_kept=lambda _: _asked(kind))
    return found


def _asked(kind: Kind, kept: str = "") -> None:
    """The tab has answered."""
    st.session_state[_name(kind, "asked")] = True
    if kept and host(kind) is None:
        st.session_state[_name(kind, "kept")] = kept


def _again(kind: Kind) -> None:
    """Lead the room again whose key the tab has kept; where that cannot be told now, it is tried once more later."""
    place = _name(kind, "kept")
    kept = st.session_state.get(place)
    if kept is None:
        return

    def again() -> None:
        led_again(kind, kept)
        del st.session_state[place]

    attempt(again)


def _name(kind: Kind, what: str) -> str:
    return f"room_{kind}_{what}"


def offer(scope: Scope) -> None:
    """Where one plays alone: the ways into a room. To be drawn in a row."""
    st.button(_("Open a room"), key=scope.key("room_open"), icon=":material/groups:", on_click=_open)
    asked = _("or join one: its code")
    field = {"max_chars": 20, "width": 190, "label_visibility": "collapsed", "placeholder": asked}
    code = read_code(st.text_input(asked, key=scope.key("room_code"), **field) or "")
    if code and st.button(_("Join"), key=scope.key("room_join")):
        st.query_params.from_dict({ROOM: code})
        st.rerun()


def _open() -> None:
    if host("host") is None:  # a second tap opens no second room
        attempt(lambda: lead("host", rooms.open_room(database())))


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
