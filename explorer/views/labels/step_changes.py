"""What a step changed, part by part: weights, guesses, and another text."""

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.components.mount import mount
from explorer.engine.one_step import Stepped
from explorer.engine.runs import Run
from explorer.figures.layer_kind_board import layer_kind_board
from explorer.figures.palette import palette
from explorer.findings.labels import moved_weights, one_step
from explorer.views import say
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _


def weights(run: Run, found: Stepped, at: int, scope: Scope) -> None:
    say.subheader(_("Which weights moved"), anchor=False)
    sentence(moved_weights.finding(run, found, at), key=scope.key("step-weights"), strong=True)
    values = moved_weights.board(found, at)
    figure = layer_kind_board(
        values,
        moved_weights.texts(values),
        moved_weights.kinds(),
        moved_weights.rows(values),
        palette(shown()),
        y=_("Layer"),
    )
    plotted(figure, key=scope.key("step-board"), alt=moved_weights.spoken(values))
    say.caption(moved_weights.how(found))


def guesses(run: Run, found: Stepped, at: int, scope: Scope) -> None:
    say.subheader(_("Which guesses changed"), anchor=False)
    n = one_step.asked_place(run, found, at)
    sentence(one_step.guesses_changed(found, at), key=scope.key("step-guesses"))
    sentence(one_step.what_place(run, found, n, at), key=scope.key("step-place"))
    mount(scope.key("step-table"), one_step.table(run, found, at, n))


def another(run: Run, found: Stepped, at: int, scope: Scope) -> None:
    say.subheader(_("What became of another text"), anchor=False)
    place = scope.key("step-other-word")
    bars = one_step.other_bars(run, found, at, st.session_state.get(place, 0))
    if bars is None:
        say.caption(_("{model} cannot read the other text; type one that it can.", model=run.model.name))
        return
    mount(scope.key("step-other-bars"), bars, word=lambda n: st.session_state.update({place: n}))
    sentence(one_step.elsewhere(found, at), key=scope.key("step-elsewhere"))
