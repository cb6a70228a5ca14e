"""Fragments that speak the visitor's language: in a fragment's own rerun app.py does not run, so it is said again, and
what is refused is said there, too."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

import streamlit as st

from explorer import words
from explorer.errors import Refused
from explorer.session import housekeeping, state
from explorer.views import say
from explorer.views.written_down import desk
from explorer.words import explain
from explorer.words.literal import literal

Arguments = ParamSpec("Arguments")


def fragment(*, run_every: float | None = None) -> Callable[[Callable[Arguments, None]], Callable[Arguments, None]]:
    """As st.fragment; `run_every` in seconds."""

    def decorate(draw: Callable[Arguments, None]) -> Callable[Arguments, None]:
        @wraps(draw)
        def drawn(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
            housekeeping.somebody_asks()
            words.speak(state.current().lang)
            if run_every is not None and (at := desk()):
                at.waiting = True
            try:
                draw(*args, **kwargs)
            except Refused as refused:
                say.info(explain(refused, quote=literal))

        return st.fragment(drawn, run_every=run_every)

    return decorate
