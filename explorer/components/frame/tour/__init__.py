"""The guided tour's card: it points at a control of the page, says what to try, and then what that showed."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from explorer.components.frame.prompt_box import LONGEST
from explorer.components.payload import Payload, event
from explorer.components.sent import one_of, texts
from explorer.words.sentences import Part

WAYS = ("back", "next", "bring", "leave")
"""To another step, back to the control of this one, out of the tour."""


@dataclass(frozen=True)
class Spot:
    """Where something is on the page."""

    key: str
    """Of the component that it is part of."""
    part: str
    """A CSS selector inside it; what it finds is pointed at as one."""


SPOTS: Mapping[str, Spot] = {
    "prompt": Spot("prompt_box", ".row, textarea"),
    "next-token": Spot("spine", "button.next"),
    "next": Spot("spine", '[data-focus="node-output"]'),
    "home-next": Spot("home-walk", "li:nth-child(n + 4)"),
    "tokens": Spot("tokens-strip", ".strip"),
    "bytes": Spot("tokens-detail", ".card"),
    "heads": Spot("context_wall", ".board"),
    "head": Spot("context_head", ".stage"),
    "last-column": Spot("features_lens", "tbody td:last-child"),
    "lens": Spot("features_lens", "tbody"),
    "temperature": Spot("decoding_stages", '[data-stage="temperature"]'),
    "seed": Spot("decoding_stages", '[data-stage="choice"]'),
    "bars": Spot("decoding_bars", ".bars"),
    "draw": Spot("decoding_draw", ".draw"),
    "instead": Spot("output_instead", ".bars"),
    "text": Spot("output_text", ".strip"),
    "play": Spot("output_player", "button.play"),
}
"""What the tour can point at, by its name there."""


@dataclass(frozen=True)
class Labels:
    tour: str
    """What it is."""
    count: str
    left: str
    """The time that it still takes."""
    back: str
    skip: str
    next: str
    finish: str
    leave: str
    missing: str
    """Where the control is not on the page."""
    bring: str
    """What brings it back."""


@dataclass(frozen=True, kw_only=True)
class Tour(Payload):
    picture: ClassVar[bool] = False
    secret: ClassVar[bool] = True

    step: int
    """From 1."""
    steps: int
    title: str
    words: tuple[Part, ...]
    """What to try."""
    learnt: tuple[Part, ...]
    """What it showed; empty until it was done."""
    note: str
    """Whose text is on screen, where it is not the visitor's; ""."""
    away: str
    """That the control is on another page or in another view; ""."""
    point: Spot
    see: Spot | None
    keep: dict[str, str] | None
    """The visitor's own place as parameters, for the browser to keep until the tour ends; None leaves what it has."""
    wanted: bool
    """Whether the browser is to send what it has kept."""
    labels: Labels

    @event
    def turn(self, sent: Any) -> str:
        """To which step."""
        return one_of(sent, WAYS)

    @event
    def kept(self, sent: Any) -> dict[str, str]:
        """The parameters of the visitor's own place; none where it has kept nothing."""
        return texts(sent, longest=LONGEST)
