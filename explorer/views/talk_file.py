"""A whole talk as one file: the work of a job, in which every scene is drawn on the run that it asks for."""

from contextvars import copy_context
from dataclasses import replace

import streamlit as st

from explorer import words
from explorer.components.frame.stage import Stage
from explorer.components.recorded import Words
from explorer.engine import conversion, model_store
from explorer.engine.jobs import Handle
from explorer.errors import Refused
from explorer.export.markdown import plain
from explorer.export.page_file import Head, Sheet, Step, page_html
from explorer.session import state
from explorer.session.here import LANGUAGES, Here
from explorer.talks.slides import slide
from explorer.talks.talk import Talk, opened
from explorer.views import registry, written_down
from explorer.views.drawn import Parts, controls, in_each, in_each_look
from explorer.views.unsent import apart, unsent
from explorer.views.view import View
from explorer.views.written_down import Desk, desk
from explorer.words import _, explain
from explorer.words.literal import literal


def talk_bytes(handle: Handle, talk: Talk, lang: str, theme: str, owner: str) -> bytes:
    """HTML that opens at the first scene in that language and theme. Refused where it would be too large.

    owner: whose models a scene may name; "" is nobody's.
    """
    return copy_context().run(_in_a_run_of_its_own, handle, talk.filled(), lang, theme, owner)


def _in_a_run_of_its_own(handle: Handle, talk: Talk, lang: str, theme: str, owner: str) -> bytes:
    with apart(owner), unsent(), written_down.at(Desk(handle)):
        st.session_state["here"] = state.default(lang)
        sheets = []
        for n in range(len(talk.scenes)):
            handle.report(n, len(talk.scenes), "Drawing scene {n} of {scenes}", n=n + 1, scenes=len(talk.scenes))
            sheets.append(_sheet(talk, n))
        return page_html(_head(talk, lang, theme), sheets)


def _sheet(talk: Talk, n: int) -> Sheet:
    places = {lang: _place(talk, n, lang) for lang in LANGUAGES}
    title = talk.scenes[n].title
    return Sheet(
        label={lang: title.said(lang) for lang in LANGUAGES},
        steps=[Step(in_each(lambda: ""), _parts(talk, n, places))],
        slide=_slides(talk, n),
        asked={lang: (here.model, here.prompt) for lang, here in places.items()},
    )


def _slides(talk: Talk, n: int) -> dict[str, Stage]:
    """What it says in each language; nothing in a file can be asked, so the key for that is not in its list."""
    slides = {}
    for lang in LANGUAGES:
        words.speak(lang)
        one = slide(talk, n, lang, on=True)
        keys = tuple(row for row in one.labels.list if row.keys != "E")
        slides[lang] = replace(one, labels=replace(one.labels, list=keys))
    return slides


def _place(talk: Talk, n: int, lang: str) -> Here:
    return replace(opened(talk, n, state.default(lang)), talk=talk.slug, scene=n, stage=True)


def _parts(talk: Talk, n: int, places: dict[str, Here]) -> Parts:
    """What a scene shows, or why it cannot be shown."""
    try:
        for here in places.values():
            _load(here.model)
        return in_each_look(_view(talk, n, places), places.__getitem__)
    except Refused as refused:
        return _why(refused)


def _why(refused: Refused) -> Parts:
    why = in_each(lambda: _("This scene cannot be shown: {why}", why=explain(refused, quote=literal)))
    return {(lang, "light"): [Words("note", why[lang])] for lang in LANGUAGES}


def _load(name: str) -> None:
    at = desk()
    if at is not None and conversion.due(name) is not None:
        at.result_of(conversion.key_of(name), conversion.make_ready, name)
    model_store.ask(name).result()


def _view(talk: Talk, n: int, places: dict[str, Here]) -> View:
    """The scene's own, where it applies to the model."""
    here = next(iter(places.values()))
    page = registry.page(talk.scenes[n].page)
    offered = page.offered(model_store.ask(here.model).result())
    if not offered:
        raise Refused("no view of this page applies to {model}: choose another model", model=here.model)
    return next((view for view in offered if view.slug == here.view), offered[0])


def _head(talk: Talk, lang: str, theme: str) -> Head:
    return Head(
        title={lang: talk.title.said(lang) for lang in LANGUAGES},
        shows={lang: plain(talk.about.said(lang)) for lang in LANGUAGES},
        words=controls(),
        prompt="",
        model="",
        lang=lang,
        theme=theme,
    )
