"""A talk's scenes in their order: picked, moved, deleted."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import row, whole


@dataclass(frozen=True)
class SceneRow:
    title: str
    where: str
    """Page and view."""
    prompt: str
    """The text that it brings; "" where it goes on with the one on screen."""
    lacks: str
    """What is still to be written; "" where nothing."""


@dataclass(frozen=True)
class Labels:
    scenes: str
    up: str
    down: str
    delete: str
    goes_on: str
    """Where the text on screen stays."""


@dataclass(frozen=True, kw_only=True)
class SceneList(Payload):
    scenes: tuple[SceneRow, ...]
    now: int
    """The one that is edited."""
    labels: Labels
    fixed: bool = False
    """Whether they can only be picked."""

    @event
    def pick(self, sent: Any) -> int:
        return whole(sent, below=len(self.scenes))

    @event
    def exchange(self, sent: Any) -> tuple[int, int]:
        """Two scenes that are to change places."""
        first, second = (whole(n, below=len(self.scenes)) for n in row(sent, 2))
        return first, second

    @event
    def delete(self, sent: Any) -> int:
        return whole(sent, below=len(self.scenes))
