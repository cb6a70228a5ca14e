"""All talks: what each is for, where to start, and their files."""

from base64 import b64decode
from collections.abc import Callable

import streamlit as st

from explorer.components.frame.file_box import FileBox
from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.session import state
from explorer.talks.packed import unpacked
from explorer.talks.reader import LONGEST_FILE, read
from explorer.talks.shelf import counted, shelf
from explorer.talks.talk import Talk
from explorer.talks.writer import write
from explorer.views import say
from explorer.views.registry import PLACES
from explorer.views.scenes import begin
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.talks import kept
from explorer.views.talks.taken import ask, show_taken
from explorer.words import _, explain, language
from explorer.words.literal import literal

SAID = "talks_said"
"""Where the session keeps what became of the last file or link."""


def show(run: Run, scope: Scope) -> None:
    if letters := state.shared():
        _bring(lambda: unpacked(letters, PLACES))
    talks = kept.every()
    sentence(counted(talks), key=scope.key("talks-counted"), strong=True)
    _say()
    show_taken(scope)
    mount(
        scope.key("talk_shelf"),
        shelf(talks, kept.is_own),
        start=lambda sent: begin(talks[sent[0]], sent[1]),
        edit=lambda n: _edit(talks[n]),
        take=lambda n: ask(talks[n]),
    )
    _files(talks, scope)


def _edit(talk: Talk) -> None:
    """One's own as it is, another as a copy."""
    try:
        kept.adopt(talk)
    except Refused as refused:
        st.session_state[SAID] = refused
        return
    state.change(view="editor")


def _files(talks: list[Talk], scope: Scope) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        box = FileBox(
            label=_("Open a talk's file…"),
            accept=".toml",
            most=4 * LONGEST_FILE,
            too_large=_("This file is too large for a talk."),
        )
        with st.container(width="content"):
            mount(scope.key("talk_file"), box, file=lambda file: _bring(lambda: _read(file[1])))
        with st.popover(_("Download"), icon=":material/download:", width="content"):
            for talk in talks:
                _download(talk, scope)
    say.caption(_("A talk is a TOML file: its texts are shown as they are, and its scenes lead where links lead."))


def _download(talk: Talk, scope: Scope) -> None:
    st.download_button(
        literal(talk.title.filled().said(language())),
        data=write(talk.filled()),
        file_name=f"{talk.slug}.toml",
        mime="application/toml",
        key=scope.key(f"talk_take_{talk.slug}"),
        on_click="ignore",
    )


def _read(data: str) -> Talk:
    """data: the file's bytes in base64."""
    try:
        text = b64decode(data).decode()
    except UnicodeDecodeError:
        raise Refused("This file is no text in UTF-8: save it as such and open it again") from None
    return read(text, PLACES)


def _bring(make: Callable[[], Talk]) -> None:
    """Keep a talk as the visitor's; why that is refused is said after the redraw."""
    try:
        st.session_state[SAID] = kept.adopt(make())
    except Refused as refused:
        st.session_state[SAID] = refused


def _say() -> None:
    said = st.session_state.pop(SAID, None)
    if isinstance(said, Refused):
        st.error(explain(said, quote=literal), icon=":material/info:")
    elif said is not None:
        title = literal(said.title.filled().said(language()))
        say.info(
            _("{title} is among your talks for as long as this visit lasts.", title=title), icon=":material/check:"
        )
