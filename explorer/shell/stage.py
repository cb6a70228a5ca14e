"""The stage of a page: what the slide says, its neighbours, and the keys."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.components.frame.stage import KeyName, Labels, Stage, Way
from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.session import state
from explorer.session.here import Here
from explorer.views import registry
from explorer.views.view import Page, View
from explorer.words import _, language, translated
from explorer.words.prose import Prose, prose

if TYPE_CHECKING:
    from explorer.models.model import Model

PAGES = Path(__file__).parents[2] / "pages"


@dataclass(frozen=True)
class Stop:
    """A view in the walk through all of them."""

    page: Page
    view: View

    @property
    def title(self) -> str:
        return f"{translated(self.page.name)}: {translated(self.view.label)}"


def show_stage(here: Here, run: Run | None, page: str) -> None:
    """Nothing to be seen until the page is a slide; `run` says which views apply."""
    around = neighbours(here, page, run.model if run else None)
    mount(
        "stage",
        stage(here, run, page),
        turn=lambda on: state.change(stage=on),
        scene=lambda way: _open(around[way]),
    )


def stage(here: Here, run: Run | None, page: str) -> Stage:
    model = run.model if run else None
    around = neighbours(here, page, model)
    at, words = _shown(here, page, model), _words(page, model)
    return Stage(
        on=here.stage,
        place=f"{page}/{at.view.slug}",
        title=translated(at.view.label),
        page=words.title,
        words="",
        shows=plain_text(words.shows),
        notes=plain_text(words.plain),
        count="",
        before=_title(around["before"]),
        after=_title(around["after"]),
        reveal=None,
        labels=labels(),
    )


def neighbours(here: Here, page: str, model: "Model | None") -> dict[Way, Stop | None]:
    """The views before and after the one on screen, of all pages in their order."""
    stops = [Stop(row, view) for row in registry.PAGES for view in _offered(row, model)]
    shown = _shown(here, page, model)
    at = stops.index(shown) if shown in stops else len(stops)
    return {"before": stops[at - 1] if at else None, "after": stops[at + 1] if at + 1 < len(stops) else None}


def plain_text(markdown: str) -> str:
    """Our own Markdown without its signs.

    >>> plain_text("a **query**: what am *I* looking for? $QK^T$")
    'a query: what am I looking for? QK^T'
    """
    return re.sub(r"\*+|`|\$", "", markdown)


def _shown(here: Here, page: str, model: "Model | None") -> Stop:
    row = registry.page(page)
    offered = _offered(row, model) or row.views
    return Stop(row, next((view for view in offered if view.slug == here.view), offered[0]))


def _offered(page: Page, model: "Model | None") -> tuple[View, ...]:
    return page.views if model is None else page.offered(model)


def _words(page: str, model: "Model | None") -> Prose:
    words = prose(PAGES / page, language())
    return words if model is None or model.causal else words.of_gaps()


def _title(stop: Stop | None) -> str:
    return stop.title if stop else ""


def _open(stop: Stop | None) -> None:
    if stop is not None:
        state.change(view=stop.view.slug)
        state.go(stop.page.slug)


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
        list=keys(),
    )


def keys() -> tuple[KeyName, ...]:
    return (
        KeyName("P", _("makes any view a slide")),
        KeyName(_("→ · PageDown"), _("the next part of the picture, then the next picture, then the next scene")),
        KeyName(_("← · PageUp"), _("back")),
        KeyName("Home · End", _("the picture's first part; the whole picture")),
        KeyName(_("Space"), _("plays and pauses what the model writes, where the page has a player")),
        KeyName("E", _("changes the prompt")),
        KeyName("F", _("full screen")),
        KeyName("N", _("notes, clock and the next scene in a window of their own")),
        KeyName("B · .", _("a black screen, and back")),
        KeyName("L", _("a dot of light that follows the pointer")),
        KeyName("?", _("this list")),
        KeyName("Esc", _("leaves the stage")),
    )
