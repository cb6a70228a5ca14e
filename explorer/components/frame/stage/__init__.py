"""The stage: any view as a slide. Its script owns keys, reveals, the notes' window, the laser and the blank."""

from dataclasses import dataclass
from typing import Any, Literal, cast

from explorer.components.payload import Payload, event
from explorer.components.sent import flag, one_of

Way = Literal["before", "after"]


@dataclass(frozen=True)
class KeyName:
    """A row of the list of keys."""

    keys: str
    does: str


@dataclass(frozen=True)
class Labels:
    keys: str
    """Above the list of keys."""
    hint: str
    """What is said when the stage begins."""
    notes: str
    next: str
    begun: str
    """How long the notes' window has been open: {minutes}."""
    last: str
    first: str
    offline: str
    blocked: str
    """The browser let no second window open."""
    no_player: str
    list: tuple[KeyName, ...]


@dataclass(frozen=True, kw_only=True)
class Stage(Payload):
    on: bool
    place: str
    """Which scene it is; another one begins with its first part."""
    title: str
    page: str
    """What the title belongs to, or ""."""
    words: str
    """The scene's own, or ""."""
    technical: str
    """What the scene says to those who know more, or ""."""
    shows: str
    """What is said of a picture about which the view has no sentence."""
    notes: str
    """Paragraphs."""
    count: str
    """The number of the scene and of them all, or ""."""
    before: str
    after: str
    """The neighbouring scenes' titles, or ""."""
    reveal: int | None
    """How many parts are shown first; None: all of them."""
    labels: Labels

    @event
    def turn(self, sent: Any) -> bool:
        """Whether the view is to be a slide."""
        return flag(sent)

    @event
    def scene(self, sent: Any) -> Way:
        """The neighbour that was asked for."""
        return cast(Way, one_of(sent, [way for way in ("before", "after") if getattr(self, way)]))
