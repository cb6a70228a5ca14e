"""One's own talk: record the view that one came from, put scenes in order, write their words, give it away."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.talks import edit
from explorer.talks.scene_rows import scene_rows
from explorer.talks.talk import Talk
from explorer.views import say
from explorer.views.scope import Scope
from explorer.views.talks import kept
from explorer.views.talks.give import give
from explorer.views.talks.record import PICKED, preview, record, where
from explorer.views.talks.words_form import about_talk, words_of_scene
from explorer.words import _, language, ngettext


def show(run: Run, scope: Scope) -> None:
    talk = kept.edited()
    _choose(talk, scope)
    record(scope)
    if not talk.scenes:
        preview(talk, scope)
        return
    left, right = st.columns([2, 3], gap="medium")
    with left:
        _scenes(talk, scope)
    with right:
        words_of_scene(talk, _picked(talk), scope)
    about_talk(talk, scope)
    give(talk, scope)


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


def _picked(talk: Talk) -> int:
    return min(st.session_state.get(PICKED, 0), len(talk.scenes) - 1)


def _scenes(talk: Talk, scope: Scope) -> None:
    say.subheader(ngettext("{n} scene", "{n} scenes", len(talk.scenes)), anchor=False)
    mount(
        scope.key("scene_list"),
        scene_rows(talk, _picked(talk), where),
        pick=lambda n: _pick(n),
        exchange=lambda two: _change(edit.exchanged(kept.edited(), *two), two[1]),
        delete=lambda n: _change(edit.without(kept.edited(), n), min(n, len(talk.scenes) - 2)),
    )


def _change(talk: Talk, picked: int) -> None:
    kept.keep(talk)
    _pick(picked)


def _pick(n: int) -> None:
    st.session_state[PICKED] = max(n, 0)
