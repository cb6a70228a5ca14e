"""The third stage: the visitor picks the better of two answers, and a copy of the model is tuned on the picks (DPO)."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.jobs import jobs
from explorer.engine.preferences import Preferred, Wish, key_of, sampled, tuned
from explorer.engine.runs import Run
from explorer.findings.gpt3 import preferences
from explorer.session.owner import owner
from explorer.views import say
from explorer.views.fragments import fragment
from explorer.views.gpt3 import adapters, picks, tuning_settings
from explorer.views.gpt3.training import ended, progress
from explorer.views.jobs import begin, result_of
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _
from explorer.words.literal import literal

SEED = 0
"""From which the two answers are drawn: everybody is asked about the same ones."""


def show(run: Run, scope: Scope) -> None:
    model, settings, beta = tuning_settings.pick_preference(run, scope)
    questions = preferences.prompts()
    key = ("two answers", model, questions, SEED)
    drawn = result_of(key, sampled, model, questions, SEED, name=scope.key("two_answers"))
    if drawn is None:
        say.caption(_("{model} answers {n} questions twice each.", model=literal(model), n=len(questions)))
        say.markdown(preferences.in_words())
        return
    pairs = (*picks.own(), *drawn)
    chosen = picks.of(model, pairs)
    wish = preferences.wish_of(model, pairs, chosen, beta, settings) if chosen else None
    job = jobs.find(owner(), key_of(owner(), wish)) if wish else None
    if wish is None or job is None:
        picks.ask(model, pairs, chosen, scope)
        if wish is not None and len(chosen) >= min(preferences.FEWEST_PICKS, len(pairs)):
            st.button(
                _("Tune it on these picks"),
                key=scope.key("prefer"),
                type="primary",
                on_click=begin,
                args=(key_of(owner(), wish), tuned, wish),
            )
    elif ended(job, lambda: begin(key_of(owner(), wish), tuned, wish), scope):
        _result(job.result(), model, scope)
    elif not job.over and not job.cancelled:
        _training(wish, scope)
    picks.typed(scope)
    say.markdown(preferences.in_words())


def _training(wish: Wish, scope: Scope) -> None:
    job = jobs.find(owner(), key_of(owner(), wish))

    @fragment(run_every=0.7)
    def draw() -> None:
        if job is not None:
            progress(job, scope)
            mount(scope.key("margins"), preferences.probabilities(wish, job.so_far))

    draw()


def _result(found: Preferred, model: str, scope: Scope) -> None:
    sentence(preferences.what_moved(found), key=scope.key("preferred"), strong=True)
    mount(scope.key("margins"), preferences.probabilities(found.wish, found.margins))
    say.subheader(_("What it answers now"), anchor=False)
    mount(scope.key("answers_now"), preferences.answers(found))
    st.button(_("Pick again"), key=scope.key("pick_again"), on_click=picks.again, args=(model,))
    adapters.keep(found.adapter, preferences.card(found), _("my picks"), scope)
