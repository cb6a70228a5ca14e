"""The talks as cards: for whom each is, how long it takes, and its scenes, each a place to start at."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import row, whole


@dataclass(frozen=True)
class TalkCard:
    title: str
    about: str
    facts: str
    """Its minutes and scenes."""
    note: str
    """What it lacks here; "" where nothing."""
    scenes: tuple[str, ...]
    """Their titles."""
    own: bool
    """Whether it is the visitor's."""
    href: str
    """A page and its parameters that open it, for whoever is to have the link; "" where it has none."""


@dataclass(frozen=True)
class Labels:
    shelf: str
    start: str
    scene: str
    """Before a scene's title, for whoever hears it; {n} is its number."""
    edit: str
    """Of the visitor's own; "" where none can be edited."""
    copy: str
    """Of another one, which is copied first."""
    link: str
    copied: str
    take: str = ""
    """Of a talk as one file; "" where that is not offered."""
    room: str = ""
    """Of what opens a room for it; "" where none can be opened."""


@dataclass(frozen=True, kw_only=True)
class TalkShelf(Payload):
    cards: tuple[TalkCard, ...]
    labels: Labels

    @event
    def start(self, sent: Any) -> tuple[int, int]:
        """Which talk, and at which of its scenes."""
        talk, scene = row(sent, 2)
        talk = whole(talk, below=len(self.cards))
        return talk, whole(scene, below=len(self.cards[talk].scenes))

    @event
    def edit(self, sent: Any) -> int:
        """The talk that is to be edited."""
        return whole(sent, below=len(self.cards))

    @event
    def room(self, sent: Any) -> int:
        """The talk for which one is to be opened."""
        return whole(sent, below=len(self.cards))

    @event
    def take(self, sent: Any) -> int:
        """The talk that is wanted as a file."""
        return whole(sent, below=len(self.cards))
