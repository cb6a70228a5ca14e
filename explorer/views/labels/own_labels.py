"""The visitor's text as exercises that nobody wrote, beside one label that somebody writes."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine import model_store
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.labels import label_sets, own_labels, scaled_up
from explorer.findings.labels.exercises import is_cut, position_of
from explorer.findings.labels.label_sets import OWN, Label
from explorer.findings.labels.readings import Reading, readers, reading_or_why
from explorer.session import state
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.door import door
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.views.waiting import wait_for
from explorer.words import _, explain
from explorer.words.literal import literal

BESIDE = 6
"""Labels that stand in a row; more are a list."""


def show(run: Run, scope: Scope) -> None:
    readings, missing = _readings(run)
    if readings:
        _drawn(run, readings, scope)
    for name in missing:
        wait_for(name)


def _drawn(run: Run, readings: tuple[Reading, ...], scope: Scope) -> None:
    top, choice = st.container(), st.container()
    with choice:
        label = _label(scope)
    own = readings[0]
    with top:
        sentence(own_labels.striking(own), key=scope.key("labels-striking"), strong=True)
        mount(
            scope.key("labels-rows"),
            own_labels.picture(run, readings, label),
            piece=lambda sent: _choose(run, readings[sent[0]], sent[1]),
        )
    sentence(own_labels.how_much(own, label), key=scope.key("labels-much"))
    say.caption(own_labels.no_head(own.model.name))
    _all(run, readings, label, scope)
    _scaled(readings, label, scope)
    door("bert", _("Two readers of this sentence, and what each makes of a gap"), key=scope.key("labels-bert"))


def _readings(run: Run) -> tuple[tuple[Reading, ...], list[str]]:
    """The run's own model first, and at once; the names of those that are still being loaded. Why one of them cannot
    read the text is said."""
    answers, missing = [], []
    for name in sorted(readers(run), key=lambda name: name != run.question.model):
        future = None if name == run.question.model else model_store.ask(name)
        if future is None or future.done():
            answers.append(reading_or_why(run, (lambda: run.model) if future is None else future.result))
        else:
            missing.append(name)
    for refused in answers:
        if isinstance(refused, Refused):
            say.info(explain(refused, quote=literal))
    return tuple(one for one in answers if isinstance(one, Reading)), missing


def _label(scope: Scope) -> Label:
    which, own = st.columns([2, 3], vertical_alignment="bottom")
    names = label_sets.sets()
    slug = which.selectbox(
        _("Somebody labels it by"), list(names), format_func=names.__getitem__,
        **sticky(scope.key("labels-set"), next(iter(names)), among=names),
    )  # fmt: skip
    typed = ""
    if slug == OWN:
        typed = own.text_input(
            _("Your labels, with commas between them"),
            max_chars=label_sets.MOST_TYPED,
            **sticky(scope.key("labels-typed"), _("funny, sad, exciting")),
        )
    try:
        offered = label_sets.offered(slug, typed or "")
    except Refused as refused:
        say.info(explain(refused, quote=literal))
        offered = label_sets.offered(next(iter(names)))
    kept = sticky(scope.key(f"labels-label-{slug}"), offered[0], among=offered)
    place = own if slug != OWN else st
    if len(offered) <= BESIDE:
        chosen = place.segmented_control(_("The label"), offered, required=True, **kept)
    else:
        chosen = place.selectbox(_("The label"), offered, **kept)
    return Label(chosen or offered[0], offered)


def _choose(run: Run, reading: Reading, piece: int) -> None:
    """A token of the run's own model becomes the selection of every page."""
    place = own_labels.shown_places(reading)[piece]
    if place in reading.exercises.places:
        state.change(position=position_of(run, reading.exercises, reading.exercises.places.index(place)))


def _all(run: Run, readings: tuple[Reading, ...], label: Label, scope: Scope) -> None:
    say.subheader(_("Every exercise, with its answer"), anchor=False)
    sentence(own_labels.first_guesses(readings[0]), key=scope.key("labels-guesses"))
    mount(scope.key("labels-table"), own_labels.table(run, readings, label))
    if is_cut(run, readings[0].exercises):
        say.caption(_("Your text is longer: only its first {most} tokens are asked for here.", most=readings[0].n))


def _scaled(readings: tuple[Reading, ...], label: Label, scope: Scope) -> None:
    say.subheader(_("From one sentence to all texts"), anchor=False)
    sentence(scaled_up.finding(), key=scope.key("labels-scaled"), strong=True)
    mount(scope.key("labels-sets"), scaled_up.table(readings, label))
    say.caption(scaled_up.where_from())
    say.caption(scaled_up.vocabularies())
