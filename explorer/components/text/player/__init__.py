"""The row of buttons that lets a text be written."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, get_args

from explorer.components.payload import Payload, event
from explorer.components.sent import one_of, whole

Command = Literal["play", "pause", "step", "back", "rewind", "cancel"]


@dataclass(frozen=True)
class Can:
    """Which of the buttons can be pressed."""

    rewind: bool
    back: bool
    play: bool
    step: bool
    cancel: bool


@dataclass(frozen=True)
class Labels:
    rewind: str
    back: str
    play: str
    play_title: str
    """What hovering over play says."""
    pause: str
    step: str
    cancel: str
    amount: str
    speed: str
    seed: str


@dataclass(frozen=True)
class Speed:
    value: str
    text: str


@dataclass(frozen=True)
class Chosen:
    """What stands in the fields."""

    amount: int
    """Tokens that one press of play may bring."""
    speed: str
    seed: int


@dataclass(frozen=True, kw_only=True)
class Player(Payload):
    picture: ClassVar[bool] = False

    playing: bool
    can: Can
    labels: Labels
    amounts: tuple[int, ...]
    speeds: tuple[Speed, ...]
    chosen: Chosen
    status: str
    progress: float
    """0..1"""

    @event
    def command(self, sent: Any) -> Command:
        """The button that was pressed."""
        return one_of(sent, get_args(Command))

    @event
    def amount(self, sent: Any) -> int:
        return one_of(sent, self.amounts)

    @event
    def speed(self, sent: Any) -> str:
        return one_of(sent, [speed.value for speed in self.speeds])

    @event
    def seed(self, sent: Any) -> int:
        return whole(sent, below=2**32)
