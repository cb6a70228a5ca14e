"""What there is to see of a training: its curve, what it writes, and one head's attention."""

import streamlit as st

from explorer.components.frame.theme import shown
from explorer.components.mount import mount
from explorer.engine.trainings import Progress
from explorer.figures.palette import palette
from explorer.figures.training_lines import training_lines
from explorer.findings.train import curves, mine, now
from explorer.findings.train.head import forming
from explorer.findings.train.writes import writes
from explorer.session.owner import owner
from explorer.views import say
from explorer.views.plotted import plotted
from explorer.views.scope import Scope


def pictures(progress: Progress, note: str, scope: Scope) -> None:
    """note: what is to be said beside them."""
    progress, look = mine.look_of(owner(), progress)
    left, right = st.columns([3, 2], gap="medium")
    with left:
        _curve(progress, scope)
    with right:
        mount(scope.key("train_writes"), writes(progress))
        say.caption(note)
    place = scope.key("train_place")
    patterns = forming(progress, look, st.session_state.get(place))
    if patterns is not None:
        mount(scope.key("train_head"), patterns, chosen=lambda row: st.session_state.update({place: row}))


def _curve(progress: Progress, scope: Scope) -> None:
    line, levels = curves.line(progress), curves.levels(progress)
    plotted(
        training_lines(
            (line,),
            levels,
            curves.labels(),
            palette(shown()),
            steps=progress.order.steps,
            lowest=now.turn(progress),
        ),
        key=scope.key("train_curve"),
        alt=curves.spoken((line,), levels),
    )
