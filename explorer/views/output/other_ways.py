"""Two views that hold two or three ways each: how to write faster, and how to guide what is written."""

import streamlit as st

from explorer.engine.runs import Run
from explorer.session.sticky import sticky
from explorer.views.output import cache_speed, contrasts, speculation
from explorer.views.output import guided as constraints
from explorer.views.output.room import has_room
from explorer.words import _


def faster(run: Run) -> None:
    which = _which("faster_way", {"draft": _("A small model drafts"), "cache": _("The KV cache")})
    if which == "cache":
        cache_speed.show(run)
    elif has_room(run):
        speculation.show(run)


def guided(run: Run) -> None:
    ways = {"contrast": _("Against a weaker model"), "choices": _("One of a list"), "pattern": _("By a pattern")}
    which = _which("guided_way", ways)
    if not has_room(run):
        return
    if which == "contrast":
        contrasts.show(run)
    else:
        constraints.show(run, choices=which == "choices")


def _which(key: str, ways: dict[str, str]) -> str:
    st.segmented_control(
        _("Way"),
        list(ways),
        required=True,
        label_visibility="collapsed",
        format_func=ways.__getitem__,
        **sticky(key, next(iter(ways))),
    )
    return st.session_state[key]
