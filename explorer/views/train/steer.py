"""To begin a training, to hold it, to end it: the buttons, and how far it is."""

from collections.abc import Callable
from typing import Any

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from explorer.engine.trainings import Progress, trainings
from explorer.errors import Refused
from explorer.findings.train import now
from explorer.models.training.order import Order
from explorer.session.owner import owner
from explorer.views.scope import Scope
from explorer.words import _, explain
from explorer.words.literal import literal

SAID = "train_refused"
"""Where the session keeps why the last wish was refused, until it has been said."""


def begin_button(order: Order, row: DeltaGenerator, scope: Scope) -> None:
    row.button(_("Train it"), key=scope.key("train_begin"), on_click=tried, args=(_begin, order))
    say_why_not()


def _begin(order: Order) -> None:
    trainings.begin(owner(), order)


def bar(progress: Progress, scope: Scope) -> None:
    """In a fragment, which looks again and again."""
    share = min(1.0, progress.step / progress.order.steps)
    column, hold, enough, none = st.columns([7, 2, 2, 2], vertical_alignment="center")
    column.progress(share, text=now.bar(progress))
    _button(hold, _("Pause"), "pause", trainings.pause, progress, scope)
    _button(enough, _("Stop here"), "stop", trainings.stop, progress, scope)
    _button(none, _("Throw away"), "cancel", trainings.cancel, progress, scope)


def resume_button(progress: Progress, scope: Scope) -> None:
    _button(st, _("Go on"), "resume", trainings.resume, progress, scope)
    _button(st, _("Stop here"), "stop", trainings.stop, progress, scope)
    _button(st, _("Throw away"), "cancel", trainings.cancel, progress, scope)
    say_why_not()


def forget_button(progress: Progress, scope: Scope) -> None:
    _button(st, _("Throw away"), "cancel", trainings.cancel, progress, scope)


def _button(
    place: Any, label: str, name: str, do: Callable[[str, str], None], progress: Progress, scope: Scope, **look: Any
) -> None:
    key = scope.key(f"train_{name}")
    place.button(label, key=key, on_click=tried, args=(do, owner(), progress.key), **look)


def tried(do: Callable[..., None], *arguments: object) -> None:
    """In a callback: why it is refused is said when the page is drawn."""
    try:
        do(*arguments)
    except Refused as refused:
        st.session_state[SAID] = refused


def say_why_not() -> None:
    refused = st.session_state.pop(SAID, None)
    if refused is not None:
        st.error(explain(refused, quote=literal), icon=":material/info:")


def begin_all(orders: list[Order]) -> None:
    """One after another: the server says how many compute at once."""
    for order in orders:
        tried(_begin, order)
