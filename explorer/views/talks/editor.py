"""One's own talk: record the view that one came from, put scenes in order, write their words, give it away."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.session import looked_at
from explorer.talks import edit
from explorer.talks.scene_rows import scene_rows
from explorer.talks.talk import Scene, Talk, Words
from explorer.views import registry, say
from explorer.views.scope import Scope
from explorer.views.talks import kept
from explorer.views.talks.give import give
from explorer.views.talks.words_form import about_talk, words_of_scene
from explorer.words import _, explain, language, ngettext, translated, translated_to
from explorer.words.literal import literal

FIRST = ("tokens", "cut")
"""What can be recorded where nothing was looked at yet."""

PICKED, SAID = "picked_scene", "editor_said"
"""Where the session keeps the scene that is edited, and why the last recording was refused."""


def show(run: Run, scope: Scope) -> None:
    talk = kept.edited()
    _record(talk, scope)
    if not talk.scenes:
        say.info(_("A scene is a view with all that is chosen in it: prompt, model, layer, head, sampling."))
        return
    left, right = st.columns([2, 3], gap="medium")
    with left:
        _scenes(talk, scope)
    with right:
        words_of_scene(talk, _picked(talk), scope)
    about_talk(talk, scope)
    give(talk, scope)


def where(scene: Scene) -> str:
    """Its page and view."""
    page = registry.page(scene.page)
    view = page.view(scene.place.get("view", "")) or page.views[0]
    return f"{page.number} {translated(page.name)} · {translated(view.label)}".strip()


def _record(talk: Talk, scope: Scope) -> None:
    looked = looked_at.last(*FIRST)
    with st.container(horizontal=True, vertical_alignment="center", key=scope.key("talk_record")):
        _choose(talk, scope)
        st.button(
            _("Record: {view}", view=where(Scene(looked.page, {"view": looked.here.view}))),
            key=scope.key("record"),
            icon=":material/add_circle:",
            type="primary",
            on_click=_recorded,
            args=(talk, looked),
        )
        say.caption(
            _("To record another view: open it, set it as you want to show it, and come back."), width="stretch"
        )
    if refused := st.session_state.pop(SAID, None):
        st.error(explain(refused, quote=literal), icon=":material/info:")


def _choose(talk: Talk, scope: Scope) -> None:
    """Which of one's talks, where there are several."""
    names = list(kept.own())
    if len(names) < 2:
        return
    st.session_state[key := scope.key("talk_edited")] = talk.slug
    st.selectbox(
        _("Talk"),
        names,
        key=key,
        label_visibility="collapsed",
        width=280,
        format_func=lambda slug: kept.own()[slug].title.filled().said(language()),
        on_change=lambda: kept.edit(st.session_state[key]),
    )


def _recorded(talk: Talk, looked: looked_at.Looked) -> None:
    view = registry.page(looked.page).view(looked.here.view)
    title = Words(*(translated_to(lang, view.label) for lang in ("en", "ja"))) if view else Words()
    try:
        kept.keep(edit.recorded(talk, looked.page, looked.here, title))
    except Refused as refused:
        st.session_state[SAID] = refused
        return
    kept.edit(talk.slug)
    st.session_state[PICKED] = len(talk.scenes)


def _picked(talk: Talk) -> int:
    return min(st.session_state.get(PICKED, 0), len(talk.scenes) - 1)


def _scenes(talk: Talk, scope: Scope) -> None:
    say.subheader(ngettext("{n} scene", "{n} scenes", len(talk.scenes)), anchor=False)
    mount(
        scope.key("scene_list"),
        scene_rows(talk, _picked(talk), where),
        pick=lambda n: _pick(n),
        exchange=lambda two: _change(edit.exchanged(talk, *two), two[1]),
        delete=lambda n: _change(edit.without(talk, n), min(n, len(talk.scenes) - 2)),
    )


def _change(talk: Talk, picked: int) -> None:
    kept.keep(talk)
    _pick(picked)


def _pick(n: int) -> None:
    st.session_state[PICKED] = max(n, 0)
