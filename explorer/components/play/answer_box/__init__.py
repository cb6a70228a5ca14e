"""Where a player answers: a line to type in, or a few things to choose from; on a phone with the question above it."""

from dataclasses import dataclass
from typing import Any, Literal

from explorer.components.payload import Payload, event
from explorer.components.sent import row, text, whole


@dataclass(frozen=True, kw_only=True)
class Labels:
    asks: str
    placeholder: str
    send: str
    yours: str
    """What stands before the player's own answer, which the browser alone keeps."""


@dataclass(frozen=True)
class Text:
    """What the question is about."""

    before: str
    after: str
    gap: bool
    """Whether something is to be put between the two."""


@dataclass(frozen=True, kw_only=True)
class AnswerBox(Payload):
    kind: Literal["type", "choose", "none"]
    question: Text | None
    """None where it stands elsewhere on the screen."""
    options: tuple[str, ...]
    """What can be chosen; long texts stand beneath one another."""
    long: bool
    round: int
    """Which question it is: a new one empties the box."""
    answered: bool
    note: str
    """What is going on, in a line."""
    result: tuple[str, ...]
    """What came of it, line by line; empty until it is over."""
    longest: int
    """Characters of an answer."""
    labels: Labels

    @event
    def typed(self, sent: Any) -> tuple[int, str]:
        """To which round it belongs, and what was typed."""
        at, said = row(sent, 2)
        return whole(at, below=10**9), text(said, longest=50 * self.longest)

    @event
    def chosen(self, sent: Any) -> tuple[int, int]:
        """To which round it belongs, and which of the options was chosen."""
        at, option = row(sent, 2)
        return whole(at, below=10**9), whole(option, below=len(self.options))
