"""A workshop on the presenter's screen: how far the room is, task by task, and what it wrote about one of them."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import whole


@dataclass(frozen=True)
class Row:
    title: str
    looked: int
    """How many people said that they see it."""
    answered: int
    skipped: int
    label: str
    """The row as it is read out."""


@dataclass(frozen=True, kw_only=True)
class Labels:
    tasks: str
    task: str
    looked: str
    answered: str
    skipped: str
    none: str
    """Where nothing has been let through."""


@dataclass(frozen=True, kw_only=True)
class TaskBoard(Payload):
    title: str
    rows: tuple[Row, ...]
    people: int
    """In the room."""
    chosen: int
    """The task whose lines are shown."""
    ask: str
    """Its question."""
    lines: tuple[str, ...]
    """What the presenter let through."""
    rest: str
    """How many are kept back, in words; "" for none."""
    labels: Labels

    @event
    def choose(self, sent: Any) -> int:
        return whole(sent, below=len(self.rows))
