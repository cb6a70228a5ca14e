"""A secret that the browser or its tab keeps over a reload: nothing that is seen, and that stands in no address."""

from dataclasses import dataclass
from typing import Any, ClassVar

from explorer.components.payload import Dropped, Payload, event
from explorer.components.sent import flag, text

LONGEST = 200
"""Characters of what is kept."""


@dataclass(frozen=True, kw_only=True)
class TabMemory(Payload):
    secret: ClassVar[bool] = True

    name: str
    """Under which it is kept."""
    keep: str | None = None
    """What the tab is to keep from now on; "" lets go of it, None leaves it."""
    wanted: bool = False
    """Whether the tab is to send what it has kept."""
    lasting: bool = False
    """Whether the browser keeps it for all of its tabs, also when they have been closed."""

    @event
    def kept(self, sent: Any) -> str:
        return text(sent, longest=LONGEST)

    @event
    def nothing_kept(self, sent: Any) -> bool:
        if not flag(sent):
            raise Dropped("it is only sent when there is nothing")
        return True
