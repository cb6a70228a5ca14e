"""How components that have no typed payload yet are mounted."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from explorer.components.frame.theme import shown
from explorer.components.payload import wired
from explorer.figures.palette import palette

_FOLDER = Path(__file__).parent


def mount(name: str, *, key: str, data: dict[str, Any], on: dict[str, Callable[[], None]] | None = None) -> Any:
    """Show the component of folder `name`. `on` maps a trigger's name to what happens before the page redraws.

    `data` reaches JavaScript as `data`, with the role colours of the current theme added as `data.colors`.
    """
    callbacks = {f"on_{trigger}_change": _when_sent(key, trigger, call) for trigger, call in (on or {}).items()}
    colors = palette(shown()).roles()
    return _registered(name)(key=key, data=wired(data) | {"colors": colors}, **callbacks)


def triggered(key: str, trigger: str) -> Any:
    """Inside a callback of `mount`: the value that the browser sent."""
    return st.session_state[key][trigger]


def _when_sent(key: str, trigger: str, call: Callable[[], None]) -> Callable[[], None]:
    """Streamlit also calls back when a trigger falls back to None: nobody has done anything then."""

    def called() -> None:
        if triggered(key, trigger) is not None:
            call()

    return called


@cache
def _registered(name: str) -> Callable[..., Any]:
    folder = next(_FOLDER.glob(f"*/{name}"))
    return component(
        f"explorer_{name}",
        html='<div class="root"></div>',
        css=_read(_FOLDER / "shared.css") + _read(folder / "component.css"),
        js=_read(_FOLDER / "shared.js") + "".join(map(_read, _scripts(folder))),
    )


def _scripts(folder: Path) -> list[Path]:
    """A component's scripts, which become one: component.js with the default export, the others before it."""
    return sorted(folder.glob("*.js"), key=lambda file: (file.name == "component.js", file.name))


def _read(file: Path) -> str:
    return file.read_text(encoding="utf-8")
