"""The page on screen as a file: each of its views is drawn once more, in both languages and themes."""

import time
from collections.abc import Iterator
from pathlib import Path

import streamlit as st

from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.export.page_file import THEMES, Head, Sheet, Step, page_html
from explorer.session import state
from explorer.session.here import LANGUAGES, Here
from explorer.session.rooms import nobody_leads
from explorer.views import registry
from explorer.views.drawn import controls, in_each, in_each_look
from explorer.views.unsent import unsent
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
            yield Sheet(in_each(lambda view=view: translated(view.label)), drawn)


def _step(view: View, here: Here, total: int) -> Step:
    label = in_each(lambda: _("step {step} of {steps}", step=here.step, steps=total))
    return Step(label, in_each_look(view, lambda lang: here.changed(lang=lang)))


def _head(page: Page, here: Here, run: Run) -> Head:
    texts = {lang: prose(_PAGES / page.slug, lang) for lang in LANGUAGES}
    if not run.model.causal:
        texts = {lang: text.of_gaps() for lang, text in texts.items()}
    return Head(
        title={lang: text.title for lang, text in texts.items()},
        shows={lang: f"{text.shows} {text.limits}" for lang, text in texts.items()},
        words=controls(),
        prompt=here.prompt,
        model=run.model.name,
        lang=here.lang,
        theme=st.session_state.get("shown_theme", THEMES[0]),
    )
