"""A view drawn once more, for a file: what it is made of, in each language and theme."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, StopException

from explorer import words
from explorer.components.recorded import Part, Plot, recording
from explorer.engine import model_store, runs
from explorer.export.page_file import THEMES
from explorer.session.here import LANGUAGES, Here
from explorer.views.scope import Scope
from explorer.views.view import View
from explorer.views.written_down import desk
from explorer.words import _

_drawings = count()

Parts = Mapping[tuple[str, str], Sequence[Part]]
"""By language and theme."""


def in_each_look(view: View, at: Callable[[str], Here]) -> Parts:
    """What the view shows `at` the place of each language, in both themes."""
    parts: dict[tuple[str, str], Sequence[Part]] = {}
    for lang in LANGUAGES:
        for theme in THEMES:
            # What components are given has no colours: only figures are drawn again for the other theme.
            if theme == THEMES[0] or any(isinstance(part, Plot) for part in parts[lang, THEMES[0]]):
                parts[lang, theme] = parts_of(view, at(lang), theme)
    return parts


def parts_of(view: View, here: Here, theme: str) -> Sequence[Part]:
    """What the view shows there. Where it has to wait for something: nothing, or at a desk what it shows after that."""
    at = desk()
    if at is not None:
        model_store.ask(here.model).result()
    run = runs.ready(here.question, here.selection)
    if run is None:
        return ()
    return _drawn(view, run, here, theme) if at is None else at.drawn(lambda: _drawn(view, run, here, theme))


def _drawn(view: View, run: runs.Run, here: Here, theme: str) -> Sequence[Part]:
    with _as_if(here.changed(view=view.slug), theme) as scope, recording() as parts:
        try:
            view.show(run, scope)
        except StopException:
            return ()
        except RerunException:
            if (at := desk()) is not None:
                at.waiting = True
            return ()
    return parts


@contextmanager
def _as_if(here: Here, theme: str) -> Iterator[Scope]:
    """As if the visitor stood there, with what the views keep of what they have set; afterwards all is as it was."""
    session = st.session_state
    before = {name: session[name] for name in ("here", "shown_theme") if name in session}
    scope = Scope(f"file-{next(_drawings)}")
    for key in [str(key) for key in session]:
        if key.endswith("_kept"):
            session[scope.key(key)] = session[key]
    session["here"], session["shown_theme"] = here, theme
    words.speak(here.lang)
    try:
        yield scope
    finally:
        for key in [str(key) for key in session]:
            if key.startswith(scope.key("")):
                del session[key]
        session.update(before)
        words.speak(session["here"].lang)


def controls() -> dict[str, dict[str, str]]:
    """The words of the file's own buttons, by language."""
    each = {
        "views": in_each(lambda: _("Views")),
        "steps": in_each(lambda: _("Generation step")),
        "back": in_each(lambda: _("One step back")),
        "forward": in_each(lambda: _("One step forward")),
        "light": in_each(lambda: _("Light")),
        "dark": in_each(lambda: _("Dark")),
        "hint": in_each(lambda: _("This file shows one run. To change it, open the page in LLM Explorer.")),
        "scenes": in_each(lambda: _("Scenes")),
        "slides": in_each(lambda: _("As slides")),
        "page": in_each(lambda: _("As a page")),
    }
    return {lang: {name: said[lang] for name, said in each.items()} for lang in LANGUAGES}


def in_each(say: Callable[[], str]) -> dict[str, str]:
    """What is said, by language."""
    spoken = words.language()
    try:
        return {lang: _spoken(say, lang) for lang in LANGUAGES}
    finally:
        words.speak(spoken)


def _spoken(say: Callable[[], str], lang: str) -> str:
    words.speak(lang)
    return say()
