"""Accuracy over all that is asked, against the number of examples in the prompt."""

from typing import TYPE_CHECKING

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.engine import model_store
from explorer.engine.runs import Run
from explorer.figures.palette import palette
from explorer.figures.shot_curves import shot_curves
from explorer.findings.gpt3.shots import curve, curve_said
from explorer.findings.gpt3.shots.curve import Curve
from explorer.findings.gpt3.shots.readers import readers
from explorer.findings.gpt3.shots.tasks import Task
from explorer.views import jobs, say
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _

if TYPE_CHECKING:
    from explorer.models.model import Model


def show(run: Run, model: "Model", task: Task, scope: Scope) -> None:
    say.subheader(_("Accuracy, over everything that is asked"), anchor=False)
    _measure(model, task, scope)
    others = (model_store.loaded(name) for name in readers(run) if name != model.name)
    known = (curve.known(one, task) for one in (model, *(one for one in others if one is not None)))
    curves = [found for found in known if found is not None and found.true]
    if curves:
        _curves(curves, task, scope)


def _measure(model: "Model", task: Task, scope: Scope) -> None:
    """In the background, when somebody asks."""
    if curve.known(model, task) is not None:
        return
    key, name = curve.key_of(model, task), scope.key("shots-curve")
    place = st.empty()
    if not jobs.known(key):
        said = _("Measure it on {model}: seconds for a small model, minutes for a larger one", model=model.name)
        if not place.button(said, key=f"{name}-ask"):
            return
        place.empty()
    jobs.result_of(key, curve.measured, model, task, name=name)


def _curves(curves: list[Curve], task: Task, scope: Scope) -> None:
    lines = curve_said.lines(curves)
    figure = shot_curves(lines, curve_said.labels(), palette(shown()), level=curve_said.level(task))
    told = [curve_said.what_curve(found, task) for found in curves]
    plotted(figure, key=scope.key("shots-curves"), alt=curve_said.spoken(lines))
    for found, said in zip(curves, told, strict=True):
        sentence(said, key=scope.key(f"shots-curve-{found.model}"), strong=found is curves[0])
    say.caption(curve_said.how(task))
