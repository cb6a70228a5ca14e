"""The run as a walk: each step is a computed sentence with a picture, and a link to its page."""

from dataclasses import dataclass
from typing import Any, Literal

from explorer.components.payload import Payload, event
from explorer.components.sent import one_of
from explorer.words.sentences import Part


@dataclass(frozen=True)
class Mark:
    """One token in a step's picture."""

    text: str
    share: float | None = None
    """0..1: how deep its shade is, or how long its bar."""
    note: str = ""
    """What stands beside it."""
    strong: bool = False
    """Whether the sentence speaks of it."""
    whole: str = ""
    """The character of which this token is the first of several that hold its bytes; they stand together."""
    parts: int = 1
    """How many they are."""


@dataclass(frozen=True)
class Step:
    page: str
    number: str
    name: str
    href: str
    """The page's address with this very run, for those who open it in a tab of its own."""
    said: tuple[Part, ...]
    marks: tuple[Mark, ...]
    role: str
    """The palette's role that colours it."""
    kind: Literal["row", "bars"]
    """How the marks stand: in a row, shaded, or as bars where probabilities are told."""


@dataclass(frozen=True, kw_only=True)
class Walk(Payload):
    steps: tuple[Step, ...]
    label: str
    open: str
    """What the arrow of a step says."""

    @event
    def page(self, sent: Any) -> str:
        """Of the step that was clicked."""
        return one_of(sent, [step.page for step in self.steps])
