"""Contrastive decoding on the run: what the large model prefers most over a smaller one."""

import streamlit as st

from explorer.components.mount import mount
from explorer.decoding.contrastive import ALPHA
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.figures.numbers import percent
from explorer.findings.output.contrasts import contrasts, room, steps, where_it_differs
from explorer.session.sticky import sticky
from explorer.views.output.draft_picker import pick_draft
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _, explain
from explorer.words.literal import literal

ALPHAS = (0.01, 0.03, 0.1, 0.3, 1.0)


def show(run: Run, scope: Scope) -> None:
    left, middle, _rest = st.columns([2, 1, 1], vertical_alignment="bottom")
    with left:
        amateur = pick_draft(run, _("Amateur"), scope)
    if amateur is None:
        return
    alpha = middle.selectbox(
        _("Plausibility threshold"),
        ALPHAS,
        format_func=lambda value: _("{share} of the likeliest", share=percent(value)),
        help=_("Tokens that the expert finds less likely than this share of its likeliest cannot be chosen."),
        **sticky(scope.key("contrast_alpha"), ALPHA),
    )
    try:
        with st.spinner(_("Writing {n} tokens with expert and amateur…", n=room(run))):
            made = contrasts(run, amateur, alpha)
    except Refused as refused:
        st.error(explain(refused, quote=literal))
        return
    mount(scope.key("contrast_steps"), steps(run, made))
    sentence(where_it_differs(run, made), key=scope.key("contrast_finding"), strong=True)
