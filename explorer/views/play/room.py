"""A room on the presenter's screen: its door, what is asked in it, and what the presenter decides."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import streamlit as st

from explorer.components.mount import mount
from explorer.errors import Refused
from explorer.findings.address import is_local
from explorer.findings.play.door import DESK, PARAMETER, door
from explorer.findings.play.riddles import Riddle, WordRiddle
from explorer.findings.play.tally import grouped, kept_back
from explorer.rooms import rooms
from explorer.rooms.looking import Given, Sight, look
from explorer.rooms.rooms import Host
from explorer.session.rooms import database, lead
from explorer.views import say
from explorer.views.fragments import fragment
from explorer.views.play.lobby import attempt, base
from explorer.views.scope import Scope
from explorer.words import _, explain, ngettext
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
    try:
        number = rooms.ask(database(), led, played.riddle.asked())
    except Refused as refused:
        lead(None)
        say.info(explain(refused, quote=literal))
        return
    _room(led, number, played, scope)


@fragment(run_every=EVERY)
def _room(led: Host, number: int, played: Played, scope: Scope) -> None:
    sight = look(database(), led.code, fresh=0)
    if sight is None:
        lead(None)
        st.rerun()
        return
    over = sight.shown is not None
    left, right = st.container(key=scope.key("room_stage")).columns([5, 2], gap="medium")
    with left:
        played.draw(sight.given, over)
        _controls(led, sight, number, played, scope)
    with right:
        mount(scope.key("room_door"), door(sight, base()))
        _beside(led, sight, played, scope)


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
    """End the round, with all answers that have come by now."""
    sight = look(database(), led.code, fresh=0)
    if sight is not None and sight.round == number:
        scores = played.score([one.text for one in sight.given])
        rooms.reveal(database(), led, number, scores, dict(played.shown(sight.given)))


def _beside(led: Host, sight: Sight, played: Played, scope: Scope) -> None:
    own = [bar.word for bar in played.riddle.bars] if isinstance(played.riddle, WordRiddle) else []
    waiting = kept_back(grouped(sight.given), own) if isinstance(played.riddle, WordRiddle) else ()
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        if waiting:
            st.link_button(
                ngettext("Look through {n} answer", "Look through {n} answers", len(waiting)),
                f"{base()}?{PARAMETER}={led.code}&{DESK}={led.key}",
                help=_("Opens in a window of your own: what you let through there is shown here."),
                type="tertiary",
            )
        if st.button(_("End the room"), key=scope.key("room_end"), type="tertiary"):
            rooms.close_room(database(), led)
            lead(None)
            st.rerun()
    if is_local(base()):
        say.caption(
            _("This address is this computer's own: phones need the one that it has in the network, see the README.")
        )
