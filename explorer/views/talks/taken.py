"""A talk as one file: how far its drawing is, and then the file."""

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.session.owner import owner
from explorer.talks.talk import Talk
from explorer.talks.writer import write
from explorer.views import say
from explorer.views.jobs import begin, known, result_of
from explorer.views.scope import Scope
from explorer.views.talk_file import talk_bytes
from explorer.views.talks import kept
from explorer.words import _, language
from explorer.words.literal import literal

ASKED = "talk_taken"
"""Where the session keeps the talk that was asked for, how its file is to open (language, theme), and whose it is."""


def ask(talk: Talk) -> None:
    """Begin to draw it: one that comes along is the same for everybody."""
    st.session_state[ASKED] = asked = (talk, language(), shown(), owner() if kept.is_own(talk) else "")
    begin(*_job(*asked))


def show_taken(scope: Scope) -> None:
    """What became of it; nothing where none was asked for, or lately."""
    asked = st.session_state.get(ASKED)
    if asked is None or not known(_job(*asked)[0]):
        return
    talk = asked[0]
    title = literal(talk.title.filled().said(language()))
    with st.container(border=True, key=scope.key("talk_file_box")):
        say.caption(_("{title} as one file: every scene on its own run, in both languages.", title=title))
        file = result_of(*_job(*asked), name=scope.key("talk_file"), again=_("Draw it again"))
        if file is not None:
            _give(file, talk, scope)


def _give(file: bytes, talk: Talk, scope: Scope) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.download_button(
            _("Download {n} MB", n=f"{len(file) / 1e6:.1f}"),
            file,
            f"llm-explorer-{talk.slug}.html",
            "text/html",
            key=scope.key("talk_file_take"),
            icon=":material/download:",
            on_click="ignore",
            type="primary",
        )
        say.caption(
            _(
                "It opens in any browser, without a network, and goes on as on the stage. Your notes are in it: N "
                "shows them."
            ),
            width="stretch",
        )


def _job(talk: Talk, lang: str, theme: str, whose: str) -> tuple:
    """Its key, the work and what that is given."""
    return ("talk as a file", whose, write(talk.filled()), lang, theme), talk_bytes, talk, lang, theme, whose
