"""The guided tour in a visit: which step is on screen, and the ways to another."""

from dataclasses import dataclass, replace
from functools import cache

import streamlit as st

from explorer.components.frame.tour import SPOTS
from explorer.session import set_aside, state
from explorer.session.here import Here
from explorer.talks.talk import Scene, moved, opened
from explorer.talks.tour import FILE, Tour
from explorer.talks.tour_reader import read_tour
from explorer.views.features.lens import LENS
from explorer.views.registry import PLACES

WALK = "tour_walk"


@dataclass(frozen=True)
class Walk:
    """One step, as it is being taken."""

    n: int
    """From 1."""
    then: Here
    """Where it began."""
    done: Here | None = None
    """Where somebody stood when it was noticed that it was done."""
    first: bool = False
    """Whether it is the one at which they began, with a text of their own on screen."""


@cache
def the_tour() -> Tour:
    return read_tour(FILE.read_text(encoding="utf-8"), PLACES, SPOTS)


def touring(here: Here) -> bool:
    """Whether a step of it is on screen."""
    return 0 < here.tour <= len(the_tour().tries) and not (here.talk or here.workshop)


def walk() -> Walk:
    """The step on screen."""
    return st.session_state[WALK]


def scene_of(n: int) -> Scene:
    return the_tour().walk.scenes[n - 1]


def begin(n: int) -> None:
    """At that step, from wherever somebody stands; their place comes back in the end, unless it is the usual one."""
    here = state.current()
    usual = replace(here, view="", tour=0) == replace(state.bare(here), view="")
    set_aside.put(None if usual else here)
    _open(n, first=not usual)


def arrive(here: Here) -> None:
    """A link that names a step and nothing besides opens it; one that says more is a page that was loaded again."""
    if not touring(here):
        return
    last = st.session_state.get(WALK)
    known = last if last is not None and last.n == here.tour else None
    if known is not None and known.then.lang == here.lang:
        return
    scene = scene_of(here.tour)
    if replace(state.bare(here), tour=here.tour) == here:
        set_aside.put(None)
        _open(here.tour)
    elif known is None:
        st.session_state[WALK] = Walk(here.tour, moved(scene, here, state.bare(here)))
    elif known.done is None and scene.begins_anew(here.lang):
        _open(here.tour)  # in another language, with the text of that one
    else:
        st.session_state[WALK] = replace(known, then=replace(known.then, lang=here.lang))


def turn(way: str) -> None:
    """Where the card's buttons lead."""
    here = state.current()
    if way == "leave":
        leave()
    elif way == "bring":
        bring_back()
    else:
        _open(min(max(1, here.tour + (1 if way == "next" else -1)), len(the_tour().tries)))


def leave() -> None:
    """Out of it, with the visitor's own text where they had one."""
    here, own = state.current(), set_aside.taken()
    st.session_state.pop(WALK, None)
    state.move(replace(own or here, lang=here.lang, theme=here.theme, view=here.view, tour=0))


def bring_back() -> None:
    """The step's control onto the screen; with another model, also the text with which it began."""
    here, then = state.current(), walk().then
    scene = scene_of(here.tour)
    kept = here if here.model == then.model else then
    state.move(replace(kept, view=scene.params(here.lang)["view"], tour=here.tour))
    state.go(scene.page)


def _open(n: int, *, first: bool = False) -> None:
    here, scene = state.current(), scene_of(n)
    bare = state.bare(here)
    # Whoever comes from elsewhere has no text of the tour's on screen that a step could go on with.
    goes_on = touring(here) and here.model == bare.model
    place = replace(moved(scene, here, bare) if goes_on else opened(the_tour().walk, n - 1, bare), tour=n)
    st.session_state.pop(LENS, None)  # the step speaks of the usual one
    st.session_state[WALK] = Walk(n, place, first=first)
    state.move(place)
    state.go(scene.page)
