"""Several patterns side by side whose rows are the same units of the run."""

from collections.abc import Sequence

import streamlit as st

from explorer.components.attention.pattern_panels import Panel, pattern_panels
from explorer.engine.runs import Run
from explorer.session import state
from explorer.views.context.units import Parts, merging_note
from explorer.words import _


def show_panels(panels: Sequence[Panel], run: Run, parts: Parts, *, key: str, view: str) -> None:
    """`parts`: the run's units, which the rows are; `view`: what the pictures are, for those who do not see them."""
    pattern_panels(
        panels,
        key=key,
        position=parts.of(run.position),
        labels={
            "view": view,
            "looks": _("“{query}” → “{key}”: {share}", query="{query}", key="{key}", share="{share}"),
            "unseen": _("“{query}” cannot see “{key}”", query="{query}", key="{key}"),
            "how": _("Point at a row to see it in every picture, click to select its token."),
        },
        on_select=lambda at: state.change(position=parts.last(at)),
    )
    if parts.unit != "token":
        st.caption(merging_note(parts))
