"""One step of learning on the visitor's text, on a copy: what it changed of the loss, the guesses and the weights."""

from typing import TYPE_CHECKING

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.components.mount import mount
from explorer.engine.one_step import Order, Stepped, known, light, stepped
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.palette import palette
from explorer.figures.step_sweep import step_sweep
from explorer.findings.labels import one_step, step_order
from explorer.findings.labels.exercises import position_of
from explorer.session import state
from explorer.session.sticky import sticky
from explorer.views import jobs, say
from explorer.views.door import door
from explorer.views.labels import step_changes
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _, explain
from explorer.words.literal import literal

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from explorer.models.tuning.one_step_ways import Way


def show(run: Run, scope: Scope) -> None:
    other = sticky(scope.key("step-other"), step_order.another_text())
    picture, row, rest = st.container(), st.container(), st.container()
    controls, slider = row.columns([2, 3], vertical_alignment="bottom")
    way = _way(controls, scope)
    try:
        order = step_order.order_of(run, way, st.session_state[other["key"]] or "")
        with picture:
            found = known(run.model, order) or _measured(run, order, scope)
        at = _rate(slider, found, scope) if found else 0
        with picture:
            _picture(run, order, found, at, scope)
        with rest:
            _changes(run, found, at, scope)
    except Refused as refused:
        say.info(explain(refused, quote=literal))
        found = None
    if found:
        st.text_input(_("Another text, which is only read"), max_chars=step_order.LONGEST_OTHER, **other)
    door("train", _("Many steps, from nothing"), key=scope.key("step-train"))
    door("gpt3", _("Many steps, on examples of your own"), key=scope.key("step-door"), view="fine-tune")


def _way(place: "DeltaGenerator", scope: Scope) -> "Way":
    ways = step_order.ways()
    kept = sticky(scope.key("step-way"), "sgd", among=ways)
    return place.segmented_control(_("The step"), list(ways), required=True, format_func=ways.__getitem__, **kept)


def _measured(run: Run, order: Order, scope: Scope) -> Stepped | None:
    """In the background; of a large model only when somebody asks."""
    key, name = order.key(run.model), scope.key("one-step")
    place = st.empty()
    if not (light(run.model, order) or jobs.known(key)):
        asked = _("Take the step: a copy of {model} is made, which takes up to a minute", model=run.model.name)
        if not place.button(asked, key=f"{name}-ask"):
            return None
        place.empty()
    return jobs.result_of(key, stepped, run.model, order, name=name)


def _rate(place: "DeltaGenerator", found: Stepped, scope: Scope) -> int:
    kept = sticky(scope.key(f"step-rate-{found.order.way}"), one_step.opening(found), among=found.rates)
    chosen = place.select_slider(_("Learning rate"), found.rates, format_func=one_step.rate, **kept)
    return found.rates.index(chosen)


def _picture(run: Run, order: Order, found: Stepped | None, at: int, scope: Scope) -> None:
    said = one_step.striking(run, found, at) if found else one_step.waiting(run, len(order.own.places))
    sentence(said, key=scope.key("step-striking"), strong=True)
    left, right = st.columns([1, 1], gap="medium") if found else (None, st.container())
    with right:
        mount(
            scope.key("step-bars"),
            one_step.bars(run, order.own, found, at),
            word=lambda n: state.change(position=position_of(run, order.own, n)),
        )
    if left is not None and found:
        drawn = one_step.sweep(found, at)
        figure = step_sweep(drawn, one_step.labels(), palette(shown()))
        plotted(figure, key=scope.key("step-sweep"), alt=one_step.spoken(drawn), place=left)


def _changes(run: Run, found: Stepped | None, at: int, scope: Scope) -> None:
    if found:
        sentence(one_step.first_order(found, at), key=scope.key("step-order"))
        step_changes.weights(run, found, at, scope)
        step_changes.guesses(run, found, at, scope)
        step_changes.another(run, found, at, scope)
