"""A workshop beside its view: what to do, and once somebody has seen it, the question and what they write.

What is written stays in the browser: Python is told only which task is wanted. Where the presenter has opened a room,
it is told there, too.
"""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Dropped, Payload, event
from explorer.components.sent import flag, row, text, whole


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
    sent: str
    """Where the room has it."""
    others: str
    """Above what others wrote."""


@dataclass(frozen=True)
class Room:
    """Where what is written is sent to, beside the browser that keeps it."""

    code: str
    lost: str
    """Why nothing gets there; "" where it does."""
    versions: tuple[int, ...]
    """Of each task, which of this browser's versions is there; 0 for none."""
    others: tuple[str, ...]
    """What others wrote about the task on screen, as far as the presenter let it through."""


@dataclass(frozen=True, kw_only=True)
class Workshop(Payload):
    slug: str
    title: str
    tasks: tuple[Task, ...]
    now: int
    """Which of them is on screen."""
    longest: int
    """Characters that are kept of an answer."""
    room: Room | None
    labels: Labels

    @event
    def turn(self, sent: Any) -> int:
        """The task that was asked for."""
        return whole(sent, below=len(self.tasks))

    @event
    def told(self, sent: Any) -> tuple[tuple[int, int, bool, str], ...]:
        """What the room does not have yet: a task, its version, whether it was seen, and what was written."""
        if not isinstance(sent, list) or len(sent) > len(self.tasks):
            raise Dropped("it is no list of tasks")
        return tuple(self._sent(*row(one, 4)) for one in sent)

    def _sent(self, task: Any, version: Any, seen: Any, said: Any) -> tuple[int, int, bool, str]:
        version = whole(version, below=10**9, least=1)
        return whole(task, below=len(self.tasks)), version, flag(seen), text(said, longest=self.longest)

    @event
    def leave(self, sent: Any) -> bool:
        return flag(sent)
