"""The presenter's desk, in a window of its own: the answers that nobody else has seen, to let them through or not."""

import streamlit as st

from explorer.errors import Refused
from explorer.findings.play.tally import Group, grouped
from explorer.rooms import rooms
from explorer.rooms.looking import look
from explorer.rooms.rooms import Host
from explorer.session.rooms import database
from explorer.views import say
from explorer.views.fragments import fragment
from explorer.words import _, ngettext
from explorer.words.literal import literal

EVERY = 1.0


def show_desk(code: str, key: str) -> None:
    """Refused for whoever is not the presenter."""
    led = Host(code, key)
    if not rooms.is_host(database(), led):
        raise Refused("this is not your room: only who opened it may lead it")
    say.header(_("Look through the answers"), anchor=False)
    _desk(led)


@fragment(run_every=EVERY)
def _desk(led: Host) -> None:
    sight = look(database(), led.code)
    groups = grouped(sight.given) if sight else ()
    waiting = [group for group in groups if not group.through]
    if sight is None or not waiting:
        say.info(_("Nothing waits here. Keep this window open: what comes is listed at once."))
        return
    say.caption(_("Only this window shows them. What you let through is shown on the screen, once it is revealed."))
    st.button(
        ngettext("Let {n} through", "Let all {n} through", len(waiting)),
        key="desk_all",
        on_click=rooms.let_through,
        args=(database(), led, sight.round, [one.text for one in sight.given]),
    )
    for at, group in enumerate(waiting):
        _row(led, sight.round, at, group)


def _row(led: Host, round: int, at: int, group: Group) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            _("Let through"),
            key=f"desk_{round}_{at}_{group.text}",
            on_click=rooms.let_through,
            args=(database(), led, round, [group.text]),
        )
        say.markdown(f"{literal(group.text)} × {group.n}", width="content")
