"""The switch that shows what a chat's template writes around the visitor's words."""

import streamlit as st

from explorer.engine.runs import Run
from explorer.findings.chat_marks import folds, of_template
from explorer.session.chat_marks import PLACE
from explorer.session.sticky import sticky
from explorer.views.scope import Scope
from explorer.words import _


def pick(run: Run, scope: Scope) -> bool:
    """The switch, one for all views: whether the template is shown. There is none where nothing is folded."""
    away = folds(run)
    if not away:
        return False
    return st.toggle(
        _("Chat template"),
        help=of_template(sum(map(len, away))),
        **sticky(scope.key("chat_marks"), False, place=PLACE),
    )
