"""What is searched for in the vocabulary: script, length and order; the text is typed in the list itself."""

import streamlit as st

from explorer.findings.tokens.vocabulary import script_name
from explorer.session.sticky import sticky
from explorer.text.vocabulary import SCRIPTS, Query
from explorer.views.scope import Scope
from explorer.words import _

LONGEST = 20
"""The last stop of the length's slider: so many characters, or more."""

ALL = "all"


def pick_query(scope: Scope) -> Query:
    script = st.selectbox(
        _("Script"),
        [ALL, *SCRIPTS],
        format_func=lambda script: _("every script") if script == ALL else script_name(script),
        label_visibility="collapsed",
        width=190,
        **sticky(scope.key("vocabulary-script"), ALL),
    )
    shortest, longest = _lengths(scope)
    order = {False: _("by rank"), True: _("longest first")}
    by_length = st.selectbox(
        _("Order"),
        list(order),
        format_func=order.__getitem__,
        label_visibility="collapsed",
        width=150,
        **sticky(scope.key("vocabulary-order"), False),
    )
    return Query(
        st.session_state.get(scope.key("vocabulary-query_kept"), ""),
        frozenset() if script == ALL else frozenset({script}),
        shortest,
        None if longest == LONGEST else longest,
        bool(by_length),
    )


def _lengths(scope: Scope) -> tuple[int, int]:
    """Two ends, which `sticky` cannot say: the slider takes them for one."""
    session, key, kept = st.session_state, scope.key("vocabulary-length"), scope.key("vocabulary-length_kept")
    return st.select_slider(
        _("Length in characters"),
        range(1, LONGEST + 1),
        session.get(kept, (1, LONGEST)),
        key=key,
        format_func=lambda n: f"{n}+" if n == LONGEST else str(n),
        width=230,
        on_change=lambda: session.update({kept: session[key]}),
    )
