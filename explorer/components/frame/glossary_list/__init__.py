"""All words that newcomers do not know, by the page on which each is seen, with a box that narrows them down."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import one_of


@dataclass(frozen=True)
class Entry:
    """A term."""

    slug: str
    word: str
    """As it is written in sentences, or the sign itself."""
    also: str
    """In the app's other language, or what a sign stands for."""
    says: str
    """Its one sentence."""
    seen: str
    """Where it can be seen: the page and the view."""
    href: str
    """That view's address with the run on screen."""


@dataclass(frozen=True)
class Group:
    name: str
    """Of the page."""
    entries: tuple[Entry, ...]


@dataclass(frozen=True, kw_only=True)
class GlossaryList(Payload):
    groups: tuple[Group, ...]
    narrow: str
    """What the box is for."""
    none: str
    """Where no word has what was typed."""

    @event
    def lead(self, sent: Any) -> str:
        """The slug of a term whose view somebody wants to see."""
        return one_of(sent, [entry.slug for group in self.groups for entry in group.entries])
