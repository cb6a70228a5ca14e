"""A model from nothing: what is to be trained, the training as it goes on, and what came of it."""

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.engine.runs import Run
from explorer.engine.training_start import start
from explorer.engine.trainings import Progress, trainings
from explorer.errors import Refused
from explorer.findings.train import mine, now
from explorer.findings.train.presets import of_order
from explorer.models.training.estimate import estimate
from explorer.models.training.order import Order
from explorer.session.owner import owner
from explorer.views import say
from explorer.views.door import door
from explorer.views.fragments import fragment
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.train import keep, steer
from explorer.views.train.choose import choose
from explorer.views.train.pictures import pictures
from explorer.words import _, explain
from explorer.words.literal import literal

EVERY = 0.5
"""Seconds from one look at a training to the next."""


def show(run: Run, scope: Scope) -> None:
    try:
        _show(scope)
    except Refused as refused:
        st.error(explain(refused, quote=literal), icon=":material/info:")
    keep.bring_back(scope)


def _show(scope: Scope) -> None:
    live = mine.shown(owner(), None)
    row = st.container(horizontal=True, vertical_alignment="center")
    with row:
        order = choose(scope, locked=live is not None)
    progress = live or mine.shown(owner(), order)
    if progress is None:
        _to_be_trained(order, row, scope)
    elif progress.state in ("waiting", "running"):
        _going_on(progress.key, scope)
    elif progress.state == "paused":
        _paused(progress, row, scope)
    else:
        _ended(progress, row, scope)


def _to_be_trained(order: Order, row: DeltaGenerator, scope: Scope) -> None:
    """The model as it is before its first step: what is drawn is measured."""
    steer.begin_button(order, row, scope)
    begun = start(order)
    sentence(now.at_the_start(begun.progress), key=scope.key("train_said"), strong=True)
    note = now.before(estimate(order, trainings.pace()), order.steps, of_order(order))
    pictures(begun.progress, note, scope)


def _going_on(key: str, scope: Scope) -> None:
    @fragment(run_every=EVERY)
    def draw() -> None:
        progress = trainings.progress(owner(), key)
        if progress.state not in ("waiting", "running"):
            st.rerun()
        steer.bar(progress, scope)
        sentence(now.so_far(progress), key=scope.key("train_said"), strong=True)
        pictures(progress, now.while_it_learns(progress, literal(key)), scope)

    draw()


def _paused(progress: Progress, row: DeltaGenerator, scope: Scope) -> None:
    with row:
        steer.resume_button(progress, scope)
    if progress.why is not None:
        say.warning(explain(progress.why, quote=literal), icon=":material/info:")
    sentence(now.so_far(progress), key=scope.key("train_said"), strong=True)
    pictures(progress, now.way_back(literal(progress.key)), scope)


def _ended(progress: Progress, row: DeltaGenerator, scope: Scope) -> None:
    sentence(now.afterwards(progress), key=scope.key("train_said"), strong=True)
    with row:
        steer.forget_button(progress, scope)
    pictures(progress, now.behind_it(progress), scope)
    keep.keep(progress, scope)
    door("train", _("Lay it beside another training"), key=scope.key("train_compare"), view="compare-trainings")
