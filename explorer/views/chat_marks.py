"""The switch that shows what stands around the visitor's words: a chat's template, a picture's tokens."""

import streamlit as st

from explorer.engine.runs import Run
from explorer.findings.chat_marks import folds, name, told
from explorer.session.chat_marks import PLACE
from explorer.session.sticky import sticky
from explorer.views.scope import Scope


def pick(run: Run, scope: Scope) -> bool:
    """The switch, one for all views: whether that is shown. There is none where nothing is folded."""
    away = folds(run)
    if not away:
        return False
    return st.toggle(
        name(run),
        help=told(run, away),
        **sticky(scope.key("chat_marks"), False, place=PLACE),
    )
