"""A model's training on a line: its checkpoints, how the loss fell, and which of them is on screen."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import whole


@dataclass(frozen=True)
class Stop:
    """One checkpoint."""

    step: str
    told: str
    """What is to be known of it, in a line."""


@dataclass(frozen=True)
class Labels:
    name: str
    scrub: str
    back: str
    forward: str
    play: str
    pause: str


@dataclass(frozen=True, kw_only=True)
class TrainingSteps(Payload):
    stops: tuple[Stop, ...]
    at: int
    """The stop that is on screen."""
    curve: tuple[tuple[float, float], ...]
    """How the loss fell: (where between the stops, 0 to their number less 1; height, 0 to 1)."""
    labels: Labels

    def __post_init__(self) -> None:
        if not 0 <= self.at < len(self.stops):
            raise ValueError(f"there is no stop {self.at} among {len(self.stops)}")

    @event
    def stop(self, sent: Any) -> int:
        """The checkpoint that was asked for."""
        return whole(sent, below=len(self.stops))
