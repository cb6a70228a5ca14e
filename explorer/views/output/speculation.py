"""Speculative decoding on the run: what the draft proposed, what the model accepted, and whether it was worth it."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.output.race import LENGTH, TURNS, raced
from explorer.findings.output.speculation import steps, verdict
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.output.draft_picker import pick_draft
from explorer.views.scope import Scope
from explorer.views.sentence import sentence
from explorer.words import _, explain
from explorer.words.literal import literal

GAMMAS = (1, 2, 3, 4, 6, 8)


def show(run: Run, scope: Scope) -> None:
    left, middle, right = st.columns([2, 1, 1], vertical_alignment="bottom")
    with left:
        draft = pick_draft(run, _("Draft"), scope)
    if draft is None:
        return
    gamma = middle.selectbox(_("Tokens it proposes at once"), GAMMAS, **sticky(scope.key("faster_gamma"), 4))
    again = right.button(_("Measure again"), key=scope.key("faster_again"), icon=":material/timer:")
    try:
        with st.spinner(_("Writing {n} tokens, with the draft and without…", n=LENGTH)):
            race = raced(run, draft, gamma, again=again)
    except Refused as refused:
        st.error(explain(refused, quote=literal))
        return
    mount(scope.key("faster_steps"), steps(run, race.rounds))
    sentence(verdict(race), key=scope.key("faster_verdict"), strong=True)
    say.caption(
        _(
            "Whatever the draft proposes, the text has the large model's own distribution: it is only written faster "
            "or slower. At temperature 0 it is the same text."
        )
    )
    say.caption(
        _("Each time is the median of {n} turns on this machine as it is now; others may be using it, too.", n=TURNS)
    )
