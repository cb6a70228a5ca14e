"""The way into the guided tour: to its beginning, or to where this browser left it."""

from dataclasses import dataclass
from typing import Any, ClassVar

from explorer.components.payload import Payload, event
from explorer.components.sent import whole


@dataclass(frozen=True)
class Labels:
    start: str
    resume: str
    """{n} of {of}."""
    again: str
    """For whoever has finished it."""
    anew: str
    """From the beginning, for whoever has left it."""
    what: str
    """What it is, in a sentence."""


@dataclass(frozen=True, kw_only=True)
class TourOffer(Payload):
    picture: ClassVar[bool] = False
    secret: ClassVar[bool] = True

    steps: int
    labels: Labels

    @event
    def begin(self, sent: Any) -> int:
        """At which step, from 1."""
        return whole(sent, least=1, below=self.steps + 1)
