"""The guided tour in a visit: which step is on screen, whether it was done, and the visitor's own place meanwhile."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

import streamlit as st

from explorer.components.frame.tour import SPOTS
from explorer.engine import runs
from explorer.errors import Refused
from explorer.session import state
from explorer.session.here import Here
from explorer.session.link import all_params, from_params
from explorer.talks.conditions import Moment
from explorer.talks.talk import Scene, moved
from explorer.talks.tour import FILE, Tour
from explorer.talks.tour_reader import read_tour
from explorer.views.registry import PLACES

WALK, OWN = "tour_walk", "tour_own"


@dataclass(frozen=True)
class Walk:
    """One step, as it is being taken."""

    n: int
    """From 1."""
    then: Here
    """Where it began."""
    done: Here | None = None
    """Where somebody stood when it was noticed that it was done."""


@cache
def the_tour() -> Tour:
    return read_tour(FILE.read_text(encoding="utf-8"), PLACES, SPOTS)


def touring(here: Here) -> bool:
    """Whether a step of it is on screen."""
    return 0 < here.tour <= len(the_tour().tries) and not (here.talk or here.workshop)


def scene_of(n: int) -> Scene:
    return the_tour().walk.scenes[n - 1]


def begin(n: int) -> None:
    """At that step, from wherever somebody stands; their place comes back in the end, unless it is the usual one."""
    here = state.current()
    usual = replace(here, view="", tour=0) == replace(_bare(here), view="")
    st.session_state[OWN] = None if usual else here
    _open(n)


def arrive(here: Here) -> None:
    """A link that names a step and nothing besides opens it; one that says more is a page that was loaded again."""
    walk = st.session_state.get(WALK)
    if not touring(here) or (walk is not None and walk.n == here.tour and walk.then.lang == here.lang):
        return
    scene = scene_of(here.tour)
    if replace(_bare(here), tour=here.tour) == here:
        st.session_state.setdefault(OWN, None)
        _open(here.tour)
    elif walk is not None and walk.n == here.tour and walk.done is None and scene.begins_anew(here.lang):
        _open(here.tour)  # in another language, with the text of that one
    else:
        then = walk.then if walk is not None and walk.n == here.tour else moved(scene, here, _bare(here))
        st.session_state[WALK] = Walk(here.tour, replace(then, lang=here.lang), walk.done if walk else None)


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
    here, own = state.current(), st.session_state.pop(OWN, None)
    st.session_state.pop(WALK, None)
    state.move(replace(own or here, lang=here.lang, theme=here.theme, view=here.view, tour=0))


def bring_back() -> None:
    """The step's control onto the screen; with another model, also the text with which it began."""
    here, walk = state.current(), st.session_state[WALK]
    scene = scene_of(here.tour)
    kept = here if here.model == walk.then.model else walk.then
    state.move(replace(kept, view=scene.params(here.lang)["view"], tour=here.tour))
    state.go(scene.page)


def away(here: Here, page: str) -> bool:
    """Whether the step's control is on another page, in another view, or about another model."""
    scene, walk = scene_of(here.tour), st.session_state[WALK]
    view = here.view or PLACES[page][0]
    return (page, view, here.model) != (scene.page, scene.params(here.lang)["view"], walk.then.model)


def noticed(here: Here, page: str) -> str:
    """What doing the step has shown, once it was done; "" before."""
    walk, one = st.session_state[WALK], the_tour().tries[here.tour - 1]
    then, now = _moment(walk.then), _moment(here)
    if then is None:
        return ""
    if now is not None and not away(here, page) and one.holds(then, now):
        walk = st.session_state[WALK] = replace(walk, done=here)
    done = _moment(walk.done) if walk.done is not None else None
    return one.told(then, done, here.lang) if done is not None else ""


def own() -> Mapping[str, str] | None:
    """The visitor's own place as parameters, empty where there is nothing to bring back; None where only the browser
    may know."""
    if OWN not in st.session_state:
        return None
    here = st.session_state[OWN]
    return {} if here is None else all_params(replace(here, tour=0), state.default(here.lang))


def remember(params: Mapping[str, str]) -> None:
    """What the browser has kept of it."""
    st.session_state[OWN] = from_params(params, state.default(params.get("lang")))[0] if params else None


def _open(n: int) -> None:
    here, scene = state.current(), scene_of(n)
    place = replace(moved(scene, here, _bare(here)), tour=n)
    st.session_state[WALK] = Walk(n, place)
    state.move(place)
    state.go(scene.page)


def _bare(here: Here) -> Here:
    """Where this visitor's bare address leads."""
    return replace(state.default(here.lang), theme=here.theme)


def _moment(here: Here) -> Moment | None:
    """None while the model is being loaded, or where there is no run."""
    try:
        run = runs.ready(here.question, here.selection)
    except Refused:
        return None
    return None if run is None else Moment(here, run)
