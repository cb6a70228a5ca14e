"""Many draws beside the probabilities they were drawn with; they can be played from the first to the last."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Packed, Payload, event
from explorer.components.sent import flag


@dataclass(frozen=True)
class Outcome:
    """A token, or all the others together."""

    text: str
    share: float
    """Its probability, 0..1."""
    rest: bool


@dataclass(frozen=True, kw_only=True)
class Labels:
    trial: str
    """What it is."""
    play: str
    pause: str
    scrub: str
    of: str
    """With places {n} and {all}."""
    count: str
    expected: str
    band: str
    outside: str
    again: str


@dataclass(frozen=True, kw_only=True)
class GoodnessOfFit(Payload):
    outcomes: tuple[Outcome, ...]
    """Fewer than 256."""
    drawn: Packed
    """(n,) uint8 index into `outcomes` of each draw, first to last."""
    labels: Labels

    @event
    def again(self, sent: Any) -> bool:
        """Other draws are wanted."""
        return flag(sent)
