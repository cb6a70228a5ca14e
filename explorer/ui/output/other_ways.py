"""Two views that hold two or three ways each: how to write faster, and how to guide what is written."""

import streamlit as st

from explorer.ui.output import cache_speed, contrasts, speculation
from explorer.ui.output import guided as constraints
from explorer.ui.runs import Run
from explorer.ui.words import _


def faster(run: Run) -> None:
    which = _which("faster_way", {"draft": _("A small model drafts"), "cache": _("The KV cache")})
    if which == "cache":
        cache_speed.show(run)
    elif _room(run):
        speculation.show(run)


def guided(run: Run) -> None:
    ways = {"contrast": _("Against a weaker model"), "choices": _("One of a list"), "pattern": _("By a pattern")}
    which = _which("guided_way", ways)
    if not _room(run):
        return
    if which == "contrast":
        contrasts.show(run)
    else:
        constraints.show(run, choices=which == "choices")


def _which(key: str, ways: dict[str, str]) -> str:
    st.session_state.setdefault(key, next(iter(ways)))
    st.segmented_control(
        _("Way"), list(ways), key=key, required=True, label_visibility="collapsed", format_func=ways.__getitem__
    )
    return st.session_state[key]


def _room(run: Run) -> bool:
    room = len(run.trace.ids) < run.model.shape.n_ctx
    if not room:
        st.info(_("The context is full: there is no room to go on."))
    return room
