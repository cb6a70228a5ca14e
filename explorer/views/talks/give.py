"""What can be done with one's talk: show it, take it as a file, send it as a link, begin another, delete it."""

from urllib.parse import urlencode

import streamlit as st

from explorer.components.frame.copy_link import CopyLink
from explorer.components.mount import mount
from explorer.errors import Refused
from explorer.session.link import SHARED
from explorer.talks.packed import packed
from explorer.talks.talk import Talk
from explorer.talks.writer import write
from explorer.views import say
from explorer.views.scenes import begin
from explorer.views.scope import Scope
from explorer.views.talks import kept
from explorer.views.talks.record import SAID
from explorer.words import _, explain, language


def give(talk: Talk, scope: Scope) -> None:
    whole = talk.filled()
    with st.container(horizontal=True, vertical_alignment="center", key=scope.key("talk_give")):
        st.button(_("Start"), key=scope.key("talk_start"), icon=":material/play_arrow:", on_click=begin, args=(talk, 0))
        st.download_button(
            _("Download"),
            data=write(whole),
            file_name=f"{talk.slug}.toml",
            mime="application/toml",
            key=scope.key("talk_download"),
            icon=":material/download:",
            on_click="ignore",
        )
        why = _link(whole, scope)
        st.button(_("New talk"), key=scope.key("talk_new"), icon=":material/add:", on_click=lambda: _new())
        st.button(
            _("Delete this talk"),
            key=scope.key("talk_drop"),
            icon=":material/delete:",
            on_click=lambda: kept.drop(talk.slug),
        )
    if why is not None:
        say.caption(explain(why))
    say.caption(_("It lasts as long as your visit: download it to have it longer."))


def _link(talk: Talk, scope: Scope) -> Refused | None:
    """The button that copies it, or why there is none."""
    try:
        letters = packed(talk)
    except Refused as refused:
        return refused
    href = f"talks?{urlencode({'lang': language(), SHARED: letters})}"
    with st.container(width="content"):
        mount(scope.key("talk_link"), CopyLink(href=href, label=_("Copy link"), copied=_("Copied")))
    return None


def _new() -> None:
    talk = kept.fresh()
    try:
        kept.keep(talk)
    except Refused as refused:
        st.session_state[SAID] = refused
        return
    kept.edit(talk.slug)
