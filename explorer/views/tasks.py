"""The working through a workshop: which of its tasks is on screen, and the way to another."""

from dataclasses import replace
from functools import cache

from explorer.session import state
from explorer.session.here import Here
from explorer.talks.shipped import WORKSHOP_ORDER, shipped_workshop
from explorer.talks.talk import opened
from explorer.talks.workshop import Workshop
from explorer.views.registry import PLACES


@cache
def every() -> tuple[Workshop, ...]:
    return tuple(shipped_workshop(slug, PLACES) for slug in WORKSHOP_ORDER)


def find(slug: str | None) -> Workshop | None:
    return next((workshop for workshop in every() if workshop.slug == slug), None)


def working(here: Here) -> Workshop | None:
    """The workshop that is being worked through; None where there is none of that name, or no such task."""
    found = find(here.workshop)
    return found if found and here.scene < len(found.questions) else None


def turn_to(workshop: Workshop, n: int) -> None:
    """Go to that task, as it was made: none goes on with what somebody did in another."""
    here = state.current()
    place = opened(workshop.walk, n, state.bare(here))
    state.move(replace(place, workshop=workshop.slug, room=here.room, scene=n))
    state.go(workshop.walk.scenes[n].page)


def keep_to(workshop: Workshop, here: Here, page: str) -> None:
    """Open the view of the task where it is not on screen: a link may name a task and nothing besides, and what leads
    elsewhere is no part of a workshop."""
    scene = workshop.walk.scenes[here.scene]
    if (page, here.view) != (scene.page, scene.params(here.lang)["view"]):
        turn_to(workshop, here.scene)


def leave() -> None:
    """Into the app, where the workshops are listed."""
    here = state.current()
    state.move(state.bare(here).changed(view="workshops"))
    state.go("talks")
