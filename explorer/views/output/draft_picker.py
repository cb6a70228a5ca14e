"""A choice among the small models that can stand beside the one on screen."""

import streamlit as st

from explorer.engine.runs import Run
from explorer.findings.output.drafts import default, label, options
from explorer.session.sticky import sticky
from explorer.views import say
from explorer.views.scope import Scope
from explorer.words import _
from explorer.words.literal import literal


def pick_draft(run: Run, title: str, scope: Scope) -> str | None:
    """None, with the reason on screen, where there is none."""
    offered = options(run.model)
    if offered:
        kept = sticky(scope.key("output_draft"), default(offered), among=offered)
        return st.selectbox(title, offered, format_func=label, **kept)
    say.info(
        _(
            "{model} has no smaller companion here: no other model has its vocabulary, and its own first layers "
            "cannot be read as words.",
            model=literal(run.model.name),
        )
    )
    return None
