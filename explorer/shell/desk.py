"""The presenter's desk, in a window of its own: the texts that nobody else has seen, to let them through or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import streamlit as st

from explorer.components.frame.tab_memory import TabMemory
from explorer.components.mount import mount
from explorer.errors import Refused
from explorer.findings.play.tally import Group, Pile, piles
from explorer.rooms import notes, rooms
from explorer.rooms.looking import Noted, Sight, look
from explorer.rooms.rooms import Host
from explorer.session.rooms import Kind, database, read_host
from explorer.views import say
from explorer.views.fragments import fragment
from explorer.views.play.lobby import attempt, say_refused
from explorer.views.sentence import sentence
from explorer.views.tasks import find
from explorer.words import _, language, ngettext
from explorer.words.literal import literal

EVERY = 1.0

MOST = 40
"""Texts of one question that are listed at once."""

HOST, ASKED, OPEN = "desk_host", "desk_asked", "desk_open"
"""Where the session keeps who leads, whether the tab has said so, and whether the texts are to be shown."""


@dataclass(frozen=True)
class Row:
    name: str
    """What makes it this one."""
    text: str
    """Markdown, the player's words in it as they are."""
    let: str | notes.Written
    """The answer, or the note, that is let through."""


def show_desk(code: str) -> None:
    """Refused for whoever is not the presenter: their key is kept by the tab from which this window was opened."""
    sight = look(database(), code)
    kind: Kind = "workshop-host" if sight is not None and sight.workshop else "host"
    memory = TabMemory(name=kind, wanted=ASKED not in st.session_state)
    mount("desk_memory", memory, kept=_asked, nothing_kept=lambda _sent: _asked(""))
    if ASKED not in st.session_state:
        return
    led: Host = st.session_state[HOST]
    if led.code != code or not rooms.is_host(database(), led):
        raise Refused("this is not your room: only who opened it may lead it")
    say.header(_("Look through the answers"), anchor=False)
    if st.session_state.get(OPEN):
        _desk(led)
    else:
        _closed(led)


def _asked(kept: str) -> None:
    """The tab has answered."""
    st.session_state[ASKED], st.session_state[HOST] = True, read_host(kept)


def _closed(led: Host) -> None:
    """Nothing of them yet: this window may still be on the projector."""
    say.markdown(_("Move this window to a screen that only you see, and not the whole room. Then show them."))
    st.button(_("Show the answers here"), key="desk_open_all", type="primary", on_click=_open)


def _open() -> None:
    st.session_state[OPEN] = True


@fragment(run_every=EVERY)
def _desk(led: Host) -> None:
    say_refused()
    sight = look(database(), led.code)
    waiting = piles(sight) if sight else ()
    if sight is None or not waiting:
        say.info(_("Nothing waits here. Keep this window open: what comes is listed at once."))
        return
    say.caption(_("Only this window shows them. What you let through may be seen by the whole room."))
    for pile in waiting:
        _pile(led, sight, pile)


def _pile(led: Host, sight: Sight, pile: Pile) -> None:
    """All that waits of one question, the first of it to be read."""
    if pile.task is not None:
        sentence(_title(sight, pile.task), key=f"desk_task_{pile.task}", strong=True)
    rows = [_of_answer(sight.round, group) for group in pile.answers]
    rows += [_of_note(note) for note in pile.notes]
    shown = rows[:MOST]
    if len(shown) > 1:
        names = " ".join(row.name for row in shown)
        label = ngettext("Let {n} through", "Let all {n} through", len(shown))
        st.button(label, key=_key("all", names), on_click=_let, args=(led, sight.round, shown))
    for row in shown:
        with st.container(border=True, gap="small"):
            say.markdown(row.text)
            st.button(_("Let through"), key=_key("one", row.name), on_click=_let, args=(led, sight.round, [row]))
    if more := len(rows) - len(shown):
        say.caption(ngettext("{n} more waits behind these.", "{n} more wait behind these.", more))


def _let(led: Host, round: int, rows: Sequence[Row]) -> None:
    answers = [row.let for row in rows if isinstance(row.let, str)]
    written = [row.let for row in rows if isinstance(row.let, notes.Written)]
    if answers:
        attempt(lambda: rooms.let_through(database(), led, round, answers))
    if written:
        attempt(lambda: notes.let_through(database(), led, written))


def _of_answer(round: int, group: Group) -> Row:
    return Row(f"{round}/{group.text}", f"{literal(group.text)} × {group.n}", group.text)


def _of_note(note: Noted) -> Row:
    text = "  \n".join(map(literal, note.text.splitlines()))
    return Row(f"{note.task}/{note.player}/{note.text}", text, notes.Written(note.task, note.player, note.text))


def _title(sight: Sight, task: int) -> str:
    workshop = find(sight.workshop)
    known = workshop.walk.scenes[task].title.said(language()) if workshop and task < len(workshop.questions) else ""
    return f"{task + 1} {known}"


def _key(what: str, name: str) -> str:
    """By what stands beside the button: a click on what has changed meanwhile lets nothing through."""
    return f"desk_{what}_{crc32(name.encode())}"
