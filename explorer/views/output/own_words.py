"""A text of the visitor's own, to be read in the place of the run's; the views that read one share it."""

import streamlit as st

from explorer.engine.runs import LONGEST_TEXT
from explorer.figures.numbers import count
from explorer.session.sticky import sticky
from explorer.views.scope import Scope
from explorer.words import _


def own_words(scope: Scope) -> str:
    """What they put in; none is the run's text."""
    with st.expander(_("Read a text of your own"), icon=":material/edit_note:"):
        return st.text_area(
            _("A text of your own, up to {most} characters; empty for the text of this run", most=count(LONGEST_TEXT)),
            "",
            height=140,
            **sticky(scope.key("reading_own"), "", place="own_words"),
        )
