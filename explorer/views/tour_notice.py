"""Whether the tour's step was done: the page notices by itself, from where it began and where somebody stands now."""

from dataclasses import replace

import streamlit as st

from explorer.engine import runs
from explorer.errors import Refused
from explorer.session.here import Here
from explorer.talks.conditions import Moment
from explorer.views.registry import PLACES
from explorer.views.touring import WALK, scene_of, the_tour, walk


def away(here: Here, page: str) -> bool:
    """Whether the step's control is on another page, in another view, or about another model."""
    scene, view = scene_of(here.tour), here.view if here.view in PLACES[page] else PLACES[page][0]
    return (page, view, here.model) != (scene.page, scene.params(here.lang)["view"], walk().then.model)


def noticed(here: Here, page: str) -> str:
    """What doing the step has shown, once it was done; "" before."""
    one = the_tour().tries[here.tour - 1]
    if walk().done is None and one.done[0] != "prompt" and here.prompt != walk().then.prompt:
        # On another text than the tour's the step begins anew.
        st.session_state[WALK] = replace(walk(), then=walk().then.changed(prompt=here.prompt, generated=(), step=0))
    then, now = _moment(walk().then), _moment(here)
    if then is None:
        return ""
    if now is not None and not away(here, page) and one.holds(then, now):
        st.session_state[WALK] = replace(walk(), done=here)
    where = walk().done
    done = None if where is None else _moment(where)
    return "" if done is None else one.told(then, done, here.lang)


def _moment(here: Here) -> Moment | None:
    """None while the model is being loaded, or where there is no run."""
    try:
        run = runs.ready(here.question, here.selection)
    except Refused:
        return None
    return None if run is None else Moment(here, run)
