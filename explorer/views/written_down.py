"""Views of a page that is only written down, for a file."""

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from explorer.components.recorded import is_recording
from explorer.engine.jobs import Handle

EVERY = 0.2
"""Seconds from one look at what a view waits for to the next."""


@dataclass
class Desk:
    """Where a job writes views down: what these need is computed at once, and once."""

    handle: Handle
    results: dict[Hashable, Any] = field(default_factory=dict)
    waiting: bool = False
    """Whether the view that is being drawn looks again and again at something that is not there yet."""

    def result_of(self, key: Hashable, work: Callable[..., Any], *arguments: Any) -> Any:
        if key not in self.results:
            self.results[key] = work(self.handle.quiet(), *arguments)
        return self.results[key]

    def rest(self) -> None:
        """For a moment."""
        self.handle.quiet().report(0, 1)
        time.sleep(EVERY)


_desk: ContextVar[Desk | None] = ContextVar("desk", default=None)


@contextmanager
def at(desk: Desk) -> Iterator[None]:
    token = _desk.set(desk)
    try:
        yield
    finally:
        _desk.reset(token)


def desk() -> Desk | None:
    """Where the views in this block are written down by a job; None elsewhere."""
    return _desk.get()


def waits_for_nothing() -> None:
    """Such a page begins no work: a view that waits for some ends here, and is left out."""
    if is_recording():
        st.stop()
