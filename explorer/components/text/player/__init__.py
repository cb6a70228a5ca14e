"""The row of buttons that lets a text be written."""

from dataclasses import dataclass
from typing import Any, ClassVar, Literal, get_args

from explorer.components.payload import Payload, event
from explorer.components.sent import one_of, row, whole

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
    def command(self, sent: Any) -> tuple[Command, Chosen]:
        """The button that was pressed, with the fields: of two messages that come at once Streamlit keeps the later."""
        name, fields = row(sent, 2)
        return one_of(name, get_args(Command)), self.fields(fields)

    @event
    def fields(self, sent: Any) -> Chosen:
        """All of them, when one has changed."""
        amount, speed, seed = row(sent, 3)
        return Chosen(
            one_of(amount, self.amounts),
            one_of(speed, [speed.value for speed in self.speeds]),
            whole(seed, below=2**32),
        )
