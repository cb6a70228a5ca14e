"""The view that one came from becomes a scene."""

from dataclasses import replace

import streamlit as st

from explorer.components.mount import mount
from explorer.errors import Refused
from explorer.session import looked_at
from explorer.talks import edit
from explorer.talks.scene_rows import scene_rows
from explorer.talks.talk import Scene, Talk, Words
from explorer.views import registry, say
from explorer.views.scope import Scope
from explorer.views.talks import kept
from explorer.words import _, explain, translated, translated_to
from explorer.words.literal import literal

FIRST = ("tokens", "cut")
"""What can be recorded where nothing was looked at yet."""

PICKED, SAID = "picked_scene", "editor_said"
"""Where the session keeps the scene that is edited, and why the last recording was refused."""


def where(scene: Scene) -> str:
    """Its page and view."""
    page = registry.page(scene.page)
    view = page.view(scene.place.get("view", "")) or page.views[0]
    return f"{page.number} {translated(page.name)} · {translated(view.label)}".strip()


def record(scope: Scope) -> None:
    looked = looked_at.last(*FIRST)
    with st.container(horizontal=True, vertical_alignment="center", key=scope.key("talk_record")):
        st.button(
            _("Record: {view}", view=where(Scene(looked.page, {"view": looked.here.view}))),
            key=scope.key("record"),
            icon=":material/add_circle:",
            type="primary",
            on_click=_recorded,
            args=(looked,),
        )
        say.caption(
            _("To record another view: open it, set it as you want to show it, and come back."), width="stretch"
        )
    if refused := st.session_state.pop(SAID, None):
        st.error(explain(refused, quote=literal), icon=":material/info:")


def preview(talk: Talk, scope: Scope) -> None:
    """What the first scene would be; a click records it, too."""
    looked = looked_at.last(*FIRST)
    say.caption(_("A scene is a view with all that is chosen in it: prompt, model, layer, head, sampling."))
    try:
        made = _with(talk, looked)
    except Refused as refused:
        st.error(explain(refused, quote=literal), icon=":material/info:")
        return
    rows = replace(scene_rows(made, 0, where), fixed=True)
    mount(scope.key("scene_preview"), rows, pick=lambda n: _recorded(looked))


def _recorded(looked: looked_at.Looked) -> None:
    talk = kept.edited()  # as it is by now: what was typed last may have come with the same click
    try:
        kept.keep(_with(talk, looked))
    except Refused as refused:
        st.session_state[SAID] = refused
        return
    kept.edit(talk.slug)
    st.session_state[PICKED] = len(talk.scenes)


def _with(talk: Talk, looked: looked_at.Looked) -> Talk:
    """The talk with that view as its last scene."""
    view = registry.page(looked.page).view(looked.here.view)
    title = Words(*(translated_to(lang, view.label) for lang in ("en", "ja"))) if view else Words()
    return edit.recorded(talk, looked.page, looked.here, title)
