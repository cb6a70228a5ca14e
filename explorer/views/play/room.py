"""A room on the presenter's screen: its door, what is asked in it, and what the presenter decides."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from explorer.components.mount import mount
from explorer.errors import Refused
from explorer.findings.address import is_local
from explorer.findings.play.door import door
from explorer.findings.play.riddles import Riddle, WordRiddle
from explorer.findings.play.tally import n_waiting
from explorer.rooms import rooms
from explorer.rooms.looking import Given, Sight, look
from explorer.rooms.rooms import Host
from explorer.session.address import server
from explorer.session.rooms import Kind, database, host, lead, let_go
from explorer.views import say
from explorer.views.fragments import fragment
from explorer.views.play.lobby import attempt, say_refused
from explorer.views.scope import Scope
from explorer.words import _, explain
from explorer.words.literal import literal

EVERY = 0.5
"""Seconds from one look at the room to the next."""


@dataclass(frozen=True)
class Played:
    """A riddle in a room: what is drawn of it, and how answers are scored."""

    riddle: Riddle
    draw: Callable[[Sequence[Given], bool], None]
    """With the answers so far, and whether it is over."""
    score: Callable[[Sequence[str]], Mapping[str, float]]
    shown: Callable[[Sequence[Given]], Mapping[str, object]]
    """What the players are told once it is over."""
    onward: Callable[[], None]
    """To the next riddle."""
    next_label: str


def play_in(led: Host, played: Played, scope: Scope) -> None:
    """Ask it in the room, and show what comes."""
    own = played.riddle.own if isinstance(played.riddle, WordRiddle) else ()
    try:
        number = rooms.ask(database(), led, played.riddle.asked(), own)
    except Refused as refused:
        say.info(explain(refused, quote=literal))
        attempt(lambda: let_go("host", led))
        if host("host") is not None:
            end(led, "host", scope)
        return
    _room(led, number, played, scope)


@fragment(run_every=EVERY)
def _room(led: Host, number: int, played: Played, scope: Scope) -> None:
    say_refused()
    sight = look(database(), led.code, fresh=0)
    if sight is None:
        lead("host", None)
        st.rerun()
        return
    over = sight.shown is not None
    left, right = st.container(key=scope.key("room_stage")).columns([5, 2], gap="medium")
    with left:
        played.draw(sight.given, over)
        _controls(led, sight, number, played, scope)
    with right:
        beside(led, "host", sight, "play", scope)


def _controls(led: Host, sight: Sight, number: int, played: Played, scope: Scope) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        if sight.shown is None:
            st.button(
                _("Reveal"),
                key=scope.key("room_reveal"),
                type="primary",
                disabled=not sight.given,
                on_click=lambda: attempt(lambda: reveal(led, number, played)),
            )
        if st.button(played.next_label, key=scope.key("room_next")):
            played.onward()
            st.rerun()


def reveal(led: Host, number: int, played: Played) -> None:
    """End the round, with all answers that have come by now: also those that came while others were scored."""
    while (sight := look(database(), led.code, fresh=0)) is not None and sight.round == number:
        scores, shown = played.score([one.text for one in sight.given]), dict(played.shown(sight.given))
        if rooms.reveal(database(), led, number, scores, shown, n=len(sight.given)):
            return


def beside(led: Host, kind: Kind, sight: Sight, page: str, scope: Scope) -> None:
    """The way in for others, to what waits, and the room's end. page: the one on screen."""
    base = server(page)
    mount(scope.key("room_door"), door(sight, base, n_waiting(sight)))
    end(led, kind, scope)
    if is_local(base):
        say.caption(
            _("This address is this computer's own: phones need the one that it has in the network, see the README.")
        )


def end(led: Host, kind: Kind, scope: Scope) -> None:
    if st.button(_("End the room"), key=scope.key("room_end"), type="tertiary"):
        rooms.close_room(database(), led)
        lead(kind, None)
        st.rerun()
