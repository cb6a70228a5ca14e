"""Step 5: the text, token by token, and the other ways in which it could be written."""

from collections.abc import Callable

import streamlit as st

from explorer.engine.runs import Run
from explorer.session import branch_store, player, state
from explorer.shell.old_views import chosen
from explorer.shell.page import current_run, opening
from explorer.views.fragments import fragment
from explorer.views.output import branching, calibration, other_ways, own_text, strategies, written
from explorer.words import _
from explorer.words.literal import literal

VIEWS: dict[str, Callable[[Run], None]] = {
    "written": written.show,
    "branches": branching.show,
    "strategies": strategies.show,
    "reading": own_text.show,
    "calibration": calibration.show,
    "faster": other_ways.faster,
    "guided": other_ways.guided,
}


def labels() -> dict[str, str]:
    return {
        "written": _("The text"),
        "branches": _("Branches"),
        "strategies": _("Strategies"),
        "reading": _("Reading a text"),
        "calibration": _("Calibration"),
        "faster": _("Faster"),
        "guided": _("Guided"),
    }


def play_on() -> None:
    """One tick. A touch, or the end, brings the whole page, so that the spine and the link agree with the text."""
    if player.touched() or not player.tick():
        st.rerun()
    run = state.run_or_none()
    if run is not None:
        branch_store.keep(run)
        written.show(run)


def show(run: Run) -> None:
    view = chosen(labels())
    if view != "written":
        player.pause()
    branch_store.keep(run)
    if player.going():
        fragment(run_every=player.seconds())(play_on)()
    else:
        with st.container():
            VIEWS[view](run)


opening(__file__)
run = current_run()
player.touched()
if run.model.causal:
    show(run)
else:
    st.info(
        _(
            "{model} reads the whole text at once and fills gaps, which ④ shows; it cannot go on with a text. "
            "Choose another model in the settings to see one written.",
            model=literal(run.model.name),
        )
    )
