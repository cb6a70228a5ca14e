"""The switch that leaves the first token, on which heads rest, out of the pictures."""

import streamlit as st

from explorer.session.sticky import sticky
from explorer.views.scope import Scope
from explorer.words import _


def pick(scope: Scope) -> bool:
    """The switch, one for all views of the page: whether the first token is left out."""
    return st.toggle(
        _("Leave out the first token"),
        help=_("Heads that find nothing to read often rest on the first token; its share then outshines all others."),
        **sticky(scope.key("context_hide_first"), False),
    )
