"""A quiet way from another page to this one, with what is selected there."""

import streamlit as st

from explorer.session import state
from explorer.views.scope import Scope
from explorer.words import _


def door(scope: Scope) -> None:
    st.button(
        _("BERT and GPT beside each other, on this sentence"),
        key=scope.key("bert_door"),
        type="tertiary",
        icon=":material/compare_arrows:",
        on_click=_through,
    )


def _through() -> None:
    state.change(view="two-readers")
    state.go("bert")
