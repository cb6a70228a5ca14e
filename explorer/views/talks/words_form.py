"""The fields for a talk's words: each text in both languages, side by side."""

from typing import Any

import streamlit as st

from explorer.talks import edit
from explorer.talks.talk import LONGEST, MOST_MINUTES, MOST_PARTS, Talk, Words
from explorer.views import say
from explorer.views.scope import Scope
from explorer.views.talks import kept
from explorer.words import _

SIDES = {"en": "English", "ja": "日本語"}


def words_of_scene(talk: Talk, n: int, scope: Scope) -> None:
    """Of scene `n`."""
    names = {
        "title": _("Title"),
        "plain": _("In plain words"),
        "technical": _("Technically"),
        "notes": _("Notes for you alone"),
    }
    with st.container(gap="xsmall"):
        for name, label in names.items():
            _both(talk, n, name, label, scope)
        _reveal(talk, n, scope)


def about_talk(talk: Talk, scope: Scope) -> None:
    """Of the whole."""
    with st.expander(_("This talk: its title, and for whom it is"), icon=":material/edit_note:"):
        _both(talk, None, "title", _("Title of the talk"), scope)
        _both(talk, None, "about", _("For whom it is, in a sentence"), scope)
        _number(talk, scope)
        say.caption(_("What is written in one language alone is shown in both."))


def _both(talk: Talk, n: int | None, name: str, label: str, scope: Scope) -> None:
    words: Words = getattr(talk if n is None else talk.scenes[n], name)
    for side, lang in zip(st.columns(2, gap="small"), SIDES, strict=True):
        field = _Field(scope.key(f"words-{'talk' if n is None else 'scene'}-{name}-{lang}"))
        kind = side.text_input if name in ("title", "about") else side.text_area
        shape: dict[str, Any] = {} if name in ("title", "about") else {"height": 74}
        kind(
            f"{label} ({SIDES[lang]})",
            key=field.showing(words.said(lang)),
            max_chars=LONGEST[name],
            placeholder=words.filled().said(lang),
            on_change=lambda lang=lang, field=field: kept.keep(edit.worded(kept.edited(), n, name, lang, field.value)),
            **shape,
        )


class _Field:
    """A widget that shows what the talk has, and hands over what is typed."""

    def __init__(self, key: str) -> None:
        self.key = key

    def showing(self, value: Any) -> str:
        if st.session_state.get(self.key) != value:
            st.session_state[self.key] = value
        return self.key

    @property
    def value(self) -> Any:
        return st.session_state[self.key]


def _reveal(talk: Talk, n: int, scope: Scope) -> None:
    field = _Field(scope.key("scene-reveal"))
    st.number_input(
        _("Parts of the picture that are there at first (empty: all)"),
        min_value=0,
        max_value=MOST_PARTS,
        step=1,
        key=field.showing(talk.scenes[n].reveal),
        value=None,
        on_change=lambda: kept.keep(edit.revealing(kept.edited(), n, field.value)),
    )


def _number(talk: Talk, scope: Scope) -> None:
    field = _Field(scope.key("talk-minutes"))
    st.number_input(
        _("Minutes"),
        min_value=1,
        max_value=MOST_MINUTES,
        step=1,
        key=field.showing(talk.minutes),
        on_change=lambda: kept.keep(edit.lasting(kept.edited(), field.value)),
    )
