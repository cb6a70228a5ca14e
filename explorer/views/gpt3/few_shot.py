"""Examples in the prompt: what zero to sixteen of them do to an answer, on a model whose weights stay as they are."""

from typing import TYPE_CHECKING

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.palette import palette
from explorer.figures.shot_curves import shot_curves
from explorer.findings.gpt3.facts import gpt3
from explorer.findings.gpt3.shots import curve_said
from explorer.findings.gpt3.shots import ladder as rungs
from explorer.findings.gpt3.shots.readers import opens, readers, who_is_missing
from explorer.findings.gpt3.shots.tasks import OWN, Task, own_task, tasks
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.gpt3 import few_shot_curve, few_shot_heads
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.waiting import loaded
from explorer.words import _, explain
from explorer.words.literal import literal

if TYPE_CHECKING:
    from streamlit.delta_generator import DeltaGenerator

    from explorer.models.model import Model

MOST_TYPED = 5000
"""Characters."""


def show(run: Run, scope: Scope) -> None:
    who, what, which = st.columns(3, gap="medium")
    names = readers(run)
    kept = sticky(scope.key("shots-model"), names[0], among=names)
    model = loaded(who.selectbox(_("Model"), names, **kept))
    try:
        task = _task(model, what, scope)
        _one_question(model, task, which, scope)
        few_shot_curve.show(run, model, task, scope)
        few_shot_heads.show(model, task, scope)
    except Refused as refused:
        say.info(explain(refused, quote=literal))
    say.caption(gpt3())
    if missing := who_is_missing(run):
        say.caption(missing)


def _task(model: "Model", place: "DeltaGenerator", scope: Scope) -> Task:
    offered = [*tasks(), OWN]
    labels = {name: task.label for name, task in tasks().items()} | {OWN: _("Pairs of my own")}
    # Each model opens with a task of its own, and keeps what was chosen for it.
    kept = sticky(scope.key(f"shots-task-{model.name}"), opens(model.name))
    chosen = place.selectbox(_("Task"), offered, format_func=labels.__getitem__, **kept)
    if chosen != OWN:
        return tasks()[chosen]
    typed = st.text_area(
        _("Pairs, one a line, such as “cat -> animal”: the last third is asked, the others are examples"),
        max_chars=MOST_TYPED,
        height=160,
        **sticky(scope.key("shots-own"), _("cat -> animal\nrose -> plant\ndog -> animal\noak -> plant\ncow -> animal")),
    )
    return own_task(typed or "")


def _one_question(model: "Model", task: Task, place: "DeltaGenerator", scope: Scope) -> None:
    words = rungs.asked_words(task)
    kept = sticky(scope.key("shots-asked"), words[0], among=words)
    asked = place.selectbox(_("What is asked"), words, **kept)
    with st.spinner(_("The model is reading the prompts…")):
        found = rungs.ladder(model, task, asked)
    if not found:
        say.info(_("None of these prompts fits into what {model} reads at once.", model=literal(model.name)))
        return
    sentence(rungs.striking(model, found), key=scope.key("shots-striking"), strong=True)
    left, right = st.columns([2, 3], gap="large")
    with left:
        line = rungs.line(model, found)
        figure = shot_curves([line], rungs.axes(), palette(shown()))
        plotted(figure, key=scope.key("shots-ladder"), alt=curve_said.spoken([line]))
    with right:
        _prompt(model, found, scope)


def _prompt(model: "Model", found: tuple[rungs.Rung, ...], scope: Scope) -> None:
    numbers = [rung.n for rung in found]
    kept = sticky(scope.key("shots-n"), rungs.best(found).n, among=numbers)
    n = st.segmented_control(_("Examples in the prompt"), numbers, required=True, **kept)
    rung = next(one for one in found if one.n == n)
    mount(scope.key("shots-prompt"), rungs.prompt_strip(model, rung))
    sentence(rungs.answer_said(model, rung), key=scope.key("shots-answer"))
