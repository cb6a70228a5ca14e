"""A workshop in place of the frame: the task, and nothing else around its view."""

from collections.abc import Callable, Sequence

import streamlit as st

from explorer.components.frame.workshop import Labels, Room, Task, Workshop
from explorer.components.mount import mount
from explorer.errors import Refused
from explorer.rooms import notes
from explorer.rooms.bounds import LONGEST_NOTE
from explorer.rooms.codes import read_code
from explorer.rooms.looking import look
from explorer.rooms.rooms import Seat
from explorer.session import state
from explorer.session.here import Here
from explorer.session.rooms import database
from explorer.shell import style
from explorer.shell.seat import seated
from explorer.talks import workshop as talks
from explorer.talks.talk import Scene
from explorer.talks.workshop_room import said_by_others, versions
from explorer.views.fragments import fragment
from explorer.views.tasks import leave, turn_to
from explorer.words import _, explain

EVERY = 4.0
"""Seconds from one look at the room to the next."""

Sent = tuple[int, int, bool, str]
"""A task, its version, whether it was seen, and what was written."""

UNSENT = "workshop_unsent"
"""Where the session keeps why the last notes did not get into the room."""


def show_workshop(workshop: talks.Workshop, here: Here) -> None:
    style.apply("workshop")
    if not here.room:
        _panel(workshop, here, None)
        return
    _in_room(workshop)


@fragment(run_every=EVERY)
def _in_room(workshop: talks.Workshop) -> None:
    """Beside its view, which is not drawn again for the room's sake. What is written before there is a seat is sent
    once there is one."""
    here, seat, refused = state.current(), None, None
    try:
        code = read_code(here.room)
        if code is None:
            raise Refused("this is no code of a room: look at it once more, it has five letters")
        seat = seated(code, workshop=workshop.slug)
    except Refused as why:
        refused = why
    if seat is not None:
        _panel(workshop, here, _room(workshop, seat, here.scene), told=lambda sent: _tell(seat, sent))
    else:
        code = read_code(here.room) or here.room
        _panel(workshop, here, Room(code, "" if refused is None else _alone(refused), (), ()))
    if state.going():
        st.rerun()


def _room(workshop: talks.Workshop, seat: Seat, task: int) -> Room:
    try:
        sight = look(database(), seat.code)
        if sight is None or sight.workshop != workshop.slug:
            raise Refused("the room {code} has ended, or is not this workshop's", code=seat.code)
    except Refused as refused:
        return Room(seat.code, _alone(refused), (), ())
    unsent = st.session_state.get(UNSENT)
    return Room(
        code=seat.code,
        lost="" if unsent is None else _alone(unsent),
        versions=versions(workshop, sight, seat.number),
        others=said_by_others(sight, seat.number, task),
    )


def _alone(refused: Refused) -> str:
    return _("The room does not get this ({why}), and what you write is kept in this browser.", why=explain(refused))


def _tell(seat: Seat, sent: Sequence[Sent]) -> None:
    st.session_state.pop(UNSENT, None)
    try:
        notes.tell(database(), seat, [notes.Told(*one) for one in sent])
        look(database(), seat.code, fresh=0)
    except Refused as refused:
        st.session_state[UNSENT] = refused


def _panel(
    workshop: talks.Workshop, here: Here, room: Room | None, told: Callable[[Sequence[Sent]], None] = lambda sent: None
) -> None:
    mount(
        "workshop",
        panel(workshop, here, room),
        turn=lambda n: turn_to(workshop, n),
        told=told,
        leave=lambda sent: leave(),
    )


def panel(workshop: talks.Workshop, here: Here, room: Room | None = None) -> Workshop:
    walk = workshop.walk
    pairs = zip(walk.scenes, workshop.questions, strict=True)
    return Workshop(
        slug=workshop.slug,
        title=walk.title.said(here.lang),
        tasks=tuple(_task(scene, question, here.lang) for scene, question in pairs),
        now=here.scene,
        longest=LONGEST_NOTE,
        room=room,
        labels=labels(),
    )


def _task(scene: Scene, question: talks.Question, lang: str) -> Task:
    texts = (scene.title, scene.plain, question.ask, question.hint)
    return Task(*(text.said(lang) for text in texts))


def labels() -> Labels:
    return Labels(
        count=_("Task {n} of {of}", n="{n}", of="{of}"),
        see=_("I see it"),
        hint=_("Where do I look?"),
        skip=_("Skip"),
        back=_("Back"),
        on=_("Next task"),
        finish=_("To the summary"),
        leave=_("Leave the workshop"),
        write=_("What do you think? A line or two"),
        kept=_("Kept in this browser."),
        unkept=_("This browser keeps nothing: download the summary before you close the page."),
        offline=_("The connection is lost. What you wrote is kept: try again in a moment."),
        summary=_("What you saw and thought"),
        nothing=_("Nothing written."),
        again=_("Back to the tasks"),
        download=_("Download (Markdown)"),
        print=_("Print, or save as PDF"),
        clear=_("Delete my answers"),
        sure=_("Delete them: are you sure?"),
        sent=_("Kept in this browser, and sent to the room."),
        others=_("What others wrote"),
    )
