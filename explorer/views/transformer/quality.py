"""How good the translator is: its scores on held-out pairs, and some of these pairs, translated now."""

import streamlit as st

from explorer.components.mount import mount
from explorer.engine.runs import Run
from explorer.findings.transformer.quality import picture, the_first_one, what_they_mean
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.scope import Scope
from explorer.views.transformer.asking import ask
from explorer.words import _

PAIRS = (4, 8, 12)


def show(run: Run, scope: Scope) -> None:
    asked, row = ask(run, scope)
    n = row.selectbox(_("Held-out pairs"), PAIRS, width=140, **sticky(scope.key("quality-n"), PAIRS[0]))
    with st.spinner(_("Translating…"), show_time=False):
        shown = picture(asked.model, asked.direction, n)
    mount(scope.key("translations"), shown)
    say.caption(what_they_mean())
    say.markdown(the_first_one())
