"""How every component of this folder is put on the page, given its colours, and heard."""

import logging
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from explorer.components.frame.theme import shown
from explorer.components.payload import Dropped, Payload
from explorer.components.recorded import note
from explorer.figures.palette import palette

_FOLDER = Path(__file__).parent
_log = logging.getLogger(__name__)


def mount(key: str, payload: Payload, **on: Callable[[Any], None]) -> None:
    """Show a payload's component. `on` gives for its events what happens, with the parsed value, before the redraw.

    The payload reaches JavaScript as `data`, with the theme's role colours as `data.colors`, its scales as
    `data.scales`, and what unpacks its data as `data.exports`. What the browser sends that the event's parser drops is
    not passed on.
    """
    unknown = on.keys() - set(payload.events())
    if unknown:
        raise ValueError(f"{payload.component} sends {payload.events()}, not {sorted(unknown)}")
    if not payload.secret:
        note(payload)
    colors = palette(shown())
    look = {"colors": colors.roles(), "scales": colors.scales(), "exports": payload.exports()}
    # Streamlit is told of every event, also of those that nobody waits for here: the scripts send them all the same.
    calls = {name: on.get(name, _nobody) for name in payload.events()}
    callbacks = {f"on_{name}_change": _heard(key, name, payload, call) for name, call in calls.items()}
    _registered(payload.component)(key=key, data=payload.wire() | look, **callbacks)


def _nobody(_value: Any) -> None:
    """What was sent concerns nobody."""


def _heard(key: str, name: str, payload: Payload, call: Callable[[Any], None]) -> Callable[[], None]:
    parse = getattr(payload, name)

    def heard() -> None:
        # Streamlit also calls back when a trigger falls back to None, be the component still on the page or not: nobody
        # has done anything then.
        state = st.session_state.get(key)
        sent = None if state is None else state[name]
        if sent is None:
            return
        try:
            value = parse(sent)
        except Dropped as dropped:
            _log.warning("%s: %s was sent, and dropped: %.200s", key, name, dropped)
            return
        call(value)

    return heard


@cache
def _registered(name: str) -> Callable[..., Any]:
    css, js = source_of(name)
    return component(f"explorer_{name}", html=f'<div class="root" data-component="{name}"></div>', css=css, js=js)


def source_of(name: str) -> tuple[str, str]:
    """A component's whole style sheet and its whole script, as a browser is given them."""
    folder = folder_of(name)
    css = _read(_FOLDER / "shared.css") + _read(folder / "component.css")
    return css, _read(_FOLDER / "shared.js") + "".join(map(_read, scripts(folder)))


def folder_of(name: str) -> Path:
    """Where a component's scripts and styles lie."""
    return next(_FOLDER.glob(f"*/{name}"))


def scripts(folder: Path) -> list[Path]:
    """A component's scripts, which become one: component.js with the default export, the others before it."""
    return sorted(folder.glob("*.js"), key=lambda file: (file.name == "component.js", file.name))


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
