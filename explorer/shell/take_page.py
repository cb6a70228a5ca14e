"""The page on screen as a file: each of its views is drawn once more, in both languages and themes."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import streamlit as st
from streamlit.runtime.scriptrunner import RerunException, StopException

from explorer import words
from explorer.components.recorded import Part, Plot, recording
from explorer.engine import runs
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.export.page_file import THEMES, Head, Sheet, Step, page_html
from explorer.session import state
from explorer.session.here import LANGUAGES, Here
from explorer.session.rooms import nobody_leads
from explorer.shell.unsent import unsent
from explorer.views import registry
from explorer.views.scope import Scope
from explorer.views.view import Page, View
from explorer.words import _, translated
from explorer.words.prose import prose

MOST_STEPS = 6
"""Of the generation, the last ones."""

SECONDS = 20.0
"""After which no further view of the page is begun; the one on screen comes first."""

_PAGES = Path(__file__).parents[2] / "pages"


def page_bytes(slug: str, run: Run) -> bytes:
    """HTML, with the view on screen at each step of the generation, and the page's other views. Refused where it would
    be too large."""
    page, here = registry.page(slug), state.current()
    # In a container of their own: the browser never hears of these parts, and must not miss them among others.
    with st.container(), unsent(), nobody_leads():
        sheets = list(_sheets(page, here, run))
    return page_html(_head(page, here, run), sheets)


def _sheets(page: Page, here: Here, run: Run) -> Iterator[Sheet]:
    began = time.monotonic()
    offered = page.offered(run.model)
    if not offered:
        raise Refused("no view of this page applies to {model}: choose another model", model=run.model.name)
    shown = next((view for view in offered if view.slug == here.view), offered[0])
    last, total = run.generation.step, len(run.generation.generated)
    for view in (shown, *(view for view in offered if view is not shown)):
        if view is not shown and time.monotonic() - began > SECONDS:
            return
        first = max(0, last - MOST_STEPS + 1) if view is shown else last
        steps = [_step(view, here.changed(step=step), total) for step in range(first, last + 1)]
        drawn = [step for step in steps if any(step.parts.values())]
        if drawn:
            yield Sheet(_in_each(lambda view=view: translated(view.label)), drawn)


def _step(view: View, here: Here, total: int) -> Step:
    label = _in_each(lambda: _("step {step} of {steps}", step=here.step, steps=total))
    parts: dict[tuple[str, str], Sequence[Part]] = {}
    for lang in LANGUAGES:
        for theme in THEMES:
            # What components are given has no colours: only figures are drawn again for the other theme.
            if theme == THEMES[0] or any(isinstance(part, Plot) for part in parts[lang, THEMES[0]]):
                parts[lang, theme] = _parts(view, here.changed(lang=lang), theme)
    return Step(label, parts)


def _parts(view: View, here: Here, theme: str) -> Sequence[Part]:
    """What the view shows there; nothing where it has to wait for something."""
    run = runs.ready(here.question, here.selection)
    if run is None:
        return ()
    with _as_if(here.changed(view=view.slug), theme) as scope, recording() as parts:
        try:
            view.show(run, scope)
        except (RerunException, StopException):
            return ()
    return parts


@contextmanager
def _as_if(here: Here, theme: str) -> Iterator[Scope]:
    """As if the visitor stood there, with what the views keep of what they have set; afterwards all is as it was."""
    session = st.session_state
    before = {name: session[name] for name in ("here", "shown_theme") if name in session}
    scope = Scope(f"file-{here.view}-{here.lang}-{theme}-{here.step}")
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


def _head(page: Page, here: Here, run: Run) -> Head:
    texts = {lang: prose(_PAGES / page.slug, lang) for lang in LANGUAGES}
    if not run.model.causal:
        texts = {lang: text.of_gaps() for lang, text in texts.items()}
    return Head(
        title={lang: text.title for lang, text in texts.items()},
        shows={lang: f"{text.shows} {text.limits}" for lang, text in texts.items()},
        words=_controls(),
        prompt=here.prompt,
        model=run.model.name,
        lang=here.lang,
        theme=st.session_state.get("shown_theme", THEMES[0]),
    )


def _controls() -> dict[str, dict[str, str]]:
    """The words of the file's own buttons, by language."""
    each = {
        "views": _in_each(lambda: _("Views")),
        "steps": _in_each(lambda: _("Generation step")),
        "back": _in_each(lambda: _("One step back")),
        "forward": _in_each(lambda: _("One step forward")),
        "light": _in_each(lambda: _("Light")),
        "dark": _in_each(lambda: _("Dark")),
        "hint": _in_each(lambda: _("This file shows one run. To change it, open the page in LLM Explorer.")),
    }
    return {lang: {name: said[lang] for name, said in each.items()} for lang in LANGUAGES}


def _in_each(say: Callable[[], str]) -> dict[str, str]:
    """What is said, by language."""
    spoken = words.language()
    try:
        return {lang: _spoken(say, lang) for lang in LANGUAGES}
    finally:
        words.speak(spoken)


def _spoken(say: Callable[[], str], lang: str) -> str:
    words.speak(lang)
    return say()
