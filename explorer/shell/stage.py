"""The stage of a page: what the slide says, its neighbours, and the keys."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.components.frame.stage import Stage, Way
from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.session import state
from explorer.session.here import Here
from explorer.talks.slides import labels, slide
from explorer.talks.talk import Talk
from explorer.views import registry
from explorer.views.scenes import playing, scene_of, turn_to
from explorer.views.view import Page, View
from explorer.words import _, language, translated
from explorer.words.prose import Prose, prose

if TYPE_CHECKING:
    from explorer.models.model import Model

PAGES = Path(__file__).parents[2] / "pages"


@dataclass(frozen=True)
class Stop:
    """A view in the walk through all of them, or a scene of a talk."""

    title: str
    open: Callable[[], None]


def show_stage(here: Here, run: Run | None, page: str) -> None:
    """Nothing to be seen until the page is a slide; `run` says which views apply."""
    around = neighbours(here, page, run.model if run else None)
    mount("stage", stage(here, run, page), turn=lambda on: state.change(stage=on), scene=lambda way: _go(around[way]))


def stage(here: Here, run: Run | None, page: str) -> Stage:
    model, talk = run.model if run else None, playing(here)
    if talk is not None and scene_of(here, page):
        return slide(talk, here.scene, here.lang, on=here.stage)
    around, view, words = neighbours(here, page, model), _shown(here, page, model), _words(page, model)
    return Stage(
        on=here.stage,
        place=f"{page}/{view.slug}",
        title=translated(view.label),
        page=words.title,
        words="",
        technical="",
        shows=plain_text(words.shows),
        notes=plain_text(words.plain),
        count="",
        before=_title(around["before"]),
        after=_title(around["after"]),
        reveal=1,
        labels=labels(),
    )


def neighbours(here: Here, page: str, model: "Model | None") -> dict[Way, Stop | None]:
    """The scenes before and after the one on screen; without a talk, the views of all pages in their order."""
    talk = playing(here)
    if talk is not None:
        away = scene_of(here, page) is None
        before, after = here.scene if away else here.scene - 1, here.scene + 1
        return {"before": _scene_stop(here, talk, before), "after": _scene_stop(here, talk, after)}
    walk = [(row, view) for row in registry.PAGES for view in _offered(row, model)]
    shown = (registry.page(page), _shown(here, page, model))
    at = walk.index(shown) if shown in walk else len(walk)
    stops = [None, *(_view_stop(row, view) for row, view in walk), None, None]
    return {"before": stops[at], "after": stops[at + 2]}


def _scene_stop(here: Here, talk: Talk, n: int) -> Stop | None:
    if not 0 <= n < len(talk.scenes):
        return None
    return Stop(talk.scenes[n].title.said(here.lang), lambda: turn_to(talk, n))


def _view_stop(page: Page, view: View) -> Stop:
    def open() -> None:
        state.change(view=view.slug)
        state.go(page.slug)

    return Stop(_("{page}: {view}", page=translated(page.name), view=translated(view.label)), open)


def plain_text(markdown: str) -> str:
    """Our own Markdown without its signs.

    >>> plain_text("a **query**: what am *I* looking for? $QK^T$")
    'a query: what am I looking for? QK^T'
    """
    return re.sub(r"\*+|`|\$", "", markdown)


def _shown(here: Here, page: str, model: "Model | None") -> View:
    row = registry.page(page)
    offered = _offered(row, model) or row.views
    return next((view for view in offered if view.slug == here.view), offered[0])


def _offered(page: Page, model: "Model | None") -> tuple[View, ...]:
    return page.views if model is None else page.offered(model)


def _words(page: str, model: "Model | None") -> Prose:
    words = prose(PAGES / page, language())
    return words if model is None or model.causal else words.of_gaps()


def _title(stop: Stop | None) -> str:
    return stop.title if stop else ""


def _go(stop: Stop | None) -> None:
    if stop is not None:
        stop.open()
