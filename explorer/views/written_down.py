"""Views of a page that is only written down, for a file."""

import time
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, TypeVar

import streamlit as st

from explorer.components.recorded import is_recording
from explorer.engine.jobs import Handle

EVERY = 0.2
"""Seconds from one look at what a view waits for to the next."""

PATIENCE = 30.0
"""Seconds that a file waits, all in all, for what its views are waiting for."""

Drawn = TypeVar("Drawn")


@dataclass
class Desk:
    """Where a job writes views down: what these need is computed at once, and once."""

    handle: Handle
    results: dict[Hashable, Any] = field(default_factory=dict)
    waiting: bool = False
    """Whether the view that is being drawn has to be looked at again: something is not there yet."""
    patience: float = PATIENCE
    """Seconds that are left."""

    def result_of(self, key: Hashable, work: Callable[..., Any], *arguments: Any) -> Any:
        if key not in self.results:
            self.results[key] = work(self.handle.quiet(), *arguments)
        return self.results[key]

    def drawn(self, draw: Callable[[], Drawn]) -> Drawn:
        """What `draw` gives once it waits for nothing any more, or as far as there is patience left."""
        while True:
            began, self.waiting = time.monotonic(), False
            found = draw()
            if not self.waiting or self.patience <= 0:
                return found
            self.handle.quiet().report(0, 1)
            time.sleep(EVERY)
            self.patience -= time.monotonic() - began


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
