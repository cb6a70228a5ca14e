"""The workshops: what each is for, a link for the room, where to start, and what the room that was opened writes."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.rooms import rooms
from explorer.rooms.looking import look
from explorer.rooms.rooms import Host
from explorer.session.rooms import database, host, lead
from explorer.talks.workshop_room import board
from explorer.talks.workshop_shelf import counted_workshops, workshop_shelf
from explorer.views import say
from explorer.views.fragments import fragment
from explorer.views.play import lobby
from explorer.views.play.room import beside
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.tasks import every, find, turn_to
from explorer.words import _

EVERY = 1.0
"""Seconds from one look at the room to the next."""

CHOSEN = "workshop_task"
"""Where the session keeps the task whose lines are on the screen."""


def show(run: Run, scope: Scope) -> None:
    led = lobby.led(scope, "workshop-host")
    lobby.say_refused()
    if led is not None:
        _room(led, scope)
    else:
        _shelf(scope)


def _shelf(scope: Scope) -> None:
    workshops = every()
    sentence(counted_workshops(workshops), key=scope.key("workshops-counted"), strong=True)
    mount(
        scope.key("workshop_shelf"),
        workshop_shelf(workshops),
        start=lambda sent: turn_to(workshops[sent[0]], sent[1]),
        room=lambda n: _open(workshops[n].slug),
    )
    say.caption(
        _(
            "Give the link to everybody in the room. What they write stays in their own browser, over a reload and a "
            "lost connection; at the end each downloads or prints a summary of their own. Open a room, and what they "
            "write comes to your screen, too, as far as you let it through."
        )
    )


def _open(slug: str) -> None:
    if host("workshop-host") is None:
        lobby.attempt(lambda: lead("workshop-host", rooms.open_room(database(), workshop=slug)))


@fragment(run_every=EVERY)
def _room(led: Host, scope: Scope) -> None:
    sight = look(database(), led.code)
    workshop = find(sight.workshop) if sight else None
    if sight is None or workshop is None:
        lead("workshop-host", None)
        st.rerun()
        return
    left, right = st.columns([5, 2], gap="medium")
    with left:
        panel = board(workshop, sight, st.session_state.get(CHOSEN, 0))
        mount(scope.key("workshop_board"), panel, choose=lambda n: st.session_state.update({CHOSEN: n}))
    with right:
        beside(led, "workshop-host", sight, "talks", scope)
