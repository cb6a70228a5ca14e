"""The choice of what is counted in two languages: a bundled pair, or the visitor's own."""

from collections.abc import Mapping

import streamlit as st

from explorer.components.mount import mount
from explorer.findings.tokens.pairs import OWN, TextPair, text_pairs, two_texts
from explorer.session.sticky import sticky
from explorer.views.scope import Scope
from explorer.words import _, language


def pick(scope: Scope) -> TextPair | None:
    """The bundled pair to be counted; None for the visitor's own."""
    offered = text_pairs()
    index = st.selectbox(
        _("The same thing in two languages"),
        [*range(len(offered)), OWN],
        format_func=lambda index: _("Your own two texts") if index == OWN else offered[index].title[language()],
        label_visibility="collapsed",
        width=360,
        **sticky(scope.key("tokens-pair"), 0),
    )
    return None if index == OWN else offered[index]


def own(scope: Scope) -> TextPair:
    """The visitor's own pair, as it was typed last."""
    key = scope.key("cost-own_kept")
    typed = st.session_state.setdefault(key, {"en": "", "ja": ""})

    def remember(sent: Mapping[str, str]) -> None:
        st.session_state[key] = st.session_state[key] | sent

    mount(scope.key("cost-texts"), two_texts(typed["en"], typed["ja"]), text=remember)
    return TextPair({}, typed["en"], typed["ja"])
