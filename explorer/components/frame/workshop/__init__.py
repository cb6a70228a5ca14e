"""A workshop beside its view: what to do, and once somebody has seen it, the question and what they write.

What is written stays in the browser: Python is told only which task is wanted.
"""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import flag, whole


@dataclass(frozen=True)
class Task:
    title: str
    do: str
    ask: str
    hint: str
    """"" where there is none."""


@dataclass(frozen=True)
class Labels:
    count: str
    """{n} of {of}."""
    see: str
    hint: str
    skip: str
    back: str
    on: str
    finish: str
    leave: str
    write: str
    """What the field is for."""
    kept: str
    unkept: str
    """Where the browser keeps nothing."""
    offline: str
    summary: str
    nothing: str
    """In the summary, of a task about which nothing was written."""
    again: str
    """Back to the tasks."""
    download: str
    print: str
    clear: str
    sure: str


@dataclass(frozen=True, kw_only=True)
class Workshop(Payload):
    slug: str
    title: str
    tasks: tuple[Task, ...]
    now: int
    """Which of them is on screen."""
    longest: int
    """Characters that are kept of an answer."""
    labels: Labels

    @event
    def turn(self, sent: Any) -> int:
        """The task that was asked for."""
        return whole(sent, below=len(self.tasks))

    @event
    def leave(self, sent: Any) -> bool:
        return flag(sent)
