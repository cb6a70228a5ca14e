"""A training of one's own: some examples, some seconds, and the same questions before and after."""

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.components.mount import mount
from explorer.engine.fine_tuning import Curve, Order, Tuned, key_of, tuned
from explorer.engine.jobs import Job, jobs
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.loss_curve import loss_curve
from explorer.figures.palette import palette
from explorer.findings.gpt3 import fine_tune, presets
from explorer.session.owner import owner
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.fragments import fragment
from explorer.views.gpt3 import adapters, tuning_settings
from explorer.views.gpt3.training import ended, progress
from explorer.views.jobs import begin
from explorer.views.plotted import plotted
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _, explain
from explorer.words.literal import literal


def show(run: Run, scope: Scope) -> None:
    row = st.container(horizontal=True, vertical_alignment="center")
    with row:
        taught = _taught(scope)
        model, settings = tuning_settings.pick(run, scope)
    try:
        examples, unseen = (taught.examples, taught.unseen) if taught else _typed(scope)
        order = presets.order_of(model, examples, unseen, settings)
    except Refused as refused:
        st.error(explain(refused, quote=literal), icon=":material/info:")
        return
    key = key_of(owner(), order)
    job = jobs.find(owner(), key)
    if job is None:
        row.button(_("Train it"), key=scope.key("tune"), type="primary", on_click=begin, args=(key, tuned, order))
        mount(scope.key("tuning_wish"), fine_tune.to_be_taught(order))
    elif ended(job, lambda: begin(key, tuned, order), scope):
        _result(job.result(), taught, scope)
    elif not job.over and not job.cancelled:
        _training(job, order, scope)
    adapters.open_one(scope)


def _taught(scope: Scope) -> presets.Preset | None:
    """What is to be taught, as the visitor has chosen it; None for examples of their own."""
    offered = [*presets.in_order(), None]
    names = {one.slug if one else presets.OWN: one.title if one else _("Examples of your own") for one in offered}
    picked = st.pills(
        _("What it is to learn"),
        list(names),
        format_func=names.__getitem__,
        required=True,
        label_visibility="collapsed",
        width="content",
        **sticky(scope.key("tuning_preset"), next(iter(names)), among=names),
    )
    return presets.preset(picked or presets.OWN)


def _typed(scope: Scope) -> tuple[tuple[presets.Example, ...], ...]:
    left, right = st.columns(2, gap="medium")
    first = {"examples": _("The sky? → Blue, of course."), "unseen": ""}
    labels = {
        "examples": _("To learn from: a question → its answer on each line"),
        "unseen": _("Only to be asked, never learnt from"),
    }
    areas = zip(first.items(), (left, right), strict=True)
    texts = [
        column.text_area(labels[kind], height=150, **sticky(scope.key(f"tuning_{kind}"), text)) or ""
        for (kind, text), column in areas
    ]
    examples, unseen = map(presets.typed, texts)
    return examples, unseen


def _training(job: Job, order: Order, scope: Scope) -> None:
    @fragment(run_every=0.7)
    def draw() -> None:
        progress(job, scope)
        _curve(job.so_far or Curve(), order, scope)

    draw()


def _result(found: Tuned, taught: presets.Preset | None, scope: Scope) -> None:
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _curve(found.curve, found.order, scope)
    with right:
        sentence(fine_tune.what_it_learnt(found, taught), key=scope.key("tuning_learnt"), strong=True)
        say.markdown(fine_tune.what_it_forgot(found))
        say.caption(fine_tune.how_it_went(found))
        say.caption(fine_tune.how_little(found.adapter, found.n_all))
    mount(scope.key("tuning_answers"), fine_tune.before_and_after(found))
    adapters.keep(found.adapter, fine_tune.card(found), taught.slug if taught else "", scope)


def _curve(curve: Curve, order: Order, scope: Scope) -> None:
    plotted(
        loss_curve(curve.losses, curve.unseen, fine_tune.labels(), palette(shown()), steps=order.settings.steps),
        key=scope.key("tuning_curve"),
        alt=fine_tune.spoken(curve),
    )
