"""Predict, then reveal: the visitor and the law say what the largest model loses, before it is uncovered."""

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.engine.runs import Run
from explorer.figures.palette import palette
from explorer.figures.run_lines import run_lines
from explorer.findings.runs import predicted
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.door import door
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _
from explorer.words.numbers import big


def show(run: Run, scope: Scope) -> None:
    asked = st.container()
    one, guess = _settings(scope)
    revealed = bool(st.session_state.get(_place(scope), False))
    with asked:
        said = predicted.outcome(one, guess) if revealed else predicted.question(one)
        sentence(said, key=scope.key("predict-asked"), strong=True)
    picture, under = st.container(), st.container(horizontal=True, vertical_alignment="center")
    with under:
        _uncover(scope, revealed=revealed)
        law = st.toggle(_("Show the law's prediction"), **sticky(scope.key("predict-law"), True))
    drawn = lines, bands, marks, axes = predicted.picture(one, guess, law=law or revealed, revealed=revealed)
    plotted(
        run_lines(lines, axes, palette(shown()), bands=bands, marks=marks, height=300),
        key=scope.key("predict-picture"),
        alt=predicted.spoken(drawn),
        place=picture,
    )
    if law or revealed:
        sentence(predicted.expected(one), key=scope.key("predict-expected"))
    say.caption(predicted.how(one))
    door("runs", _("What bends such a curve?"), key=scope.key("predict-door"), view="what-bends")


def _settings(scope: Scope) -> tuple[predicted.Prediction, float]:
    """What is seen, of which budget, and the visitor's guess."""
    settings, how_many, guessing = st.columns([3, 2, 4], gap="medium")
    offered = predicted.offered_budgets()
    kept = sticky(scope.key("predict-budget"), offered[-1], among=offered)
    budget = settings.segmented_control(_("Tokens read"), offered, required=True, format_func=big, **kept)
    counts = predicted.counts(budget)
    kept = sticky(scope.key("predict-seen"), counts[-2:][0], among=counts)
    n_seen = how_many.segmented_control(_("Sizes that are seen"), counts, required=True, **kept)
    one = predicted.prediction(n_seen, budget)
    low, high, first = predicted.bounds(one)
    kept = sticky(scope.key(f"predict-guess-{budget}-{n_seen}"), first)
    return one, guessing.slider(_("Your guess, nats a token"), low, high, step=0.01, **kept)


def _uncover(scope: Scope, *, revealed: bool) -> None:
    label = _("Cover it again") if revealed else _("Uncover it")
    icon = ":material/visibility_off:" if revealed else ":material/visibility:"
    look = "secondary" if revealed else "primary"
    st.button(label, key=scope.key("predict-uncover"), type=look, icon=icon, on_click=_turn, args=(scope,))


def _turn(scope: Scope) -> None:
    st.session_state[_place(scope)] = not st.session_state.get(_place(scope), False)


def _place(scope: Scope) -> str:
    return scope.key("predict-revealed_kept")
