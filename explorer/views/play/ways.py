"""How a game is played: typed or chosen; and which riddle of a row is on."""

import streamlit as st

from explorer.session.sticky import sticky
from explorer.views.scope import Scope
from explorer.words import _


def voting(scope: Scope) -> bool:
    """Whether a few answers are offered."""
    names = {"type": _("Type the answer"), "vote": _("Choose from four")}
    kept = sticky(scope.key("play_way"), "type", place="play_way")
    chosen = st.segmented_control(
        _("How to answer"),
        list(names),
        required=True,
        label_visibility="collapsed",
        format_func=names.__getitem__,
        **kept,
    )
    return chosen == "vote"


def number(game: str) -> int:
    """Which riddle of that game is on, from 0."""
    return st.session_state.setdefault(f"play_number_{game}", 0)


def onward(game: str) -> None:
    st.session_state[f"play_number_{game}"] = number(game) + 1
