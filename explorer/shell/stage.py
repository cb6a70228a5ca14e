"""The stage of a page: what the slide says, its neighbours, and the keys."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.components.frame.stage import KeyName, Labels, Stage, Way
from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.session import state
from explorer.session.here import Here
from explorer.talks.talk import Scene, Talk
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


@dataclass(frozen=True)
class Said:
    """What a slide says."""

    title: str
    page: str = ""
    words: str = ""
    technical: str = ""
    shows: str = ""
    notes: str = ""
    count: str = ""
    reveal: int | None = None


def show_stage(here: Here, run: Run | None, page: str) -> None:
    """Nothing to be seen until the page is a slide; `run` says which views apply."""
    around = neighbours(here, page, run.model if run else None)
    mount("stage", stage(here, run, page), turn=lambda on: state.change(stage=on), scene=lambda way: _go(around[way]))


def stage(here: Here, run: Run | None, page: str) -> Stage:
    model = run.model if run else None
    around = neighbours(here, page, model)
    view = _shown(here, page, model)
    scene = scene_of(here, page)
    said = _scene(here, scene) if scene else _view(view, _words(page, model))
    return Stage(
        on=here.stage,
        place=f"{here.talk}/{here.scene}/{page}" if scene else f"{page}/{view.slug}",
        title=said.title,
        page=said.page,
        words=said.words,
        technical=said.technical,
        shows=said.shows,
        notes=said.notes,
        count=said.count,
        before=_title(around["before"]),
        after=_title(around["after"]),
        reveal=said.reveal,
        labels=labels(),
    )


def _scene(here: Here, scene: Scene) -> Said:
    talk = playing(here)
    assert talk is not None
    texts = (scene.title, scene.plain, scene.technical, scene.notes)
    title, plain, technical, notes = (text.said(here.lang) for text in texts)
    count = f"{here.scene + 1} / {len(talk.scenes)}"
    return Said(title, words=plain, technical=technical, notes=notes, count=count, reveal=scene.reveal)


def _view(view: View, words: Prose) -> Said:
    shows, notes = plain_text(words.shows), plain_text(words.plain)
    return Said(translated(view.label), page=words.title, shows=shows, notes=notes, reveal=1)


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


def labels() -> Labels:
    return Labels(
        keys=_("Keys on the stage"),
        hint=_("→ shows more, Esc leaves, ? lists the keys"),
        notes=_("Notes"),
        next=_("Next"),
        begun=_("{minutes} since the beginning", minutes="{minutes}"),
        last=_("This is the last scene."),
        first=_("This is the first scene."),
        offline=_(
            "The connection is lost: what is on screen can still be stepped through, another scene cannot be opened."
        ),
        blocked=_("The browser let no second window open for the notes: allow pop-ups for this address."),
        no_player=_("Nothing is played on this page."),
        list=key_rows(),
    )


def key_rows() -> tuple[KeyName, ...]:
    return (
        KeyName("P", _("makes any view a slide")),
        KeyName(_("→ · PageDown"), _("the next part of the picture, then the next picture, then the next scene")),
        KeyName(_("← · PageUp"), _("back")),
        KeyName("Home · End", _("the picture's first part; the whole picture")),
        KeyName(_("Space"), _("plays and pauses what the model writes, where the page has a player")),
        KeyName("T", _("plain words, or technical ones, where a scene has both")),
        KeyName("E", _("changes the prompt")),
        KeyName("F", _("full screen")),
        KeyName("N", _("notes, clock and the next scene in a window of their own")),
        KeyName("B · .", _("a black screen, and back")),
        KeyName("L", _("a dot of light that follows the pointer")),
        KeyName("?", _("this list")),
        KeyName("Esc", _("leaves the stage, for the page with its controls; P comes back")),
    )
