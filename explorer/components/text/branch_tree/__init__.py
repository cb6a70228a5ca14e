"""Continuations of one text as a tree that grows to the right: a box a branch, with what it is worth."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import one_of


@dataclass(frozen=True, slots=True)
class Word:
    """A token of a box."""

    text: str
    shade: float
    """0..1, how much it surprised the model."""
    title: str
    go: int
    """The number that a click on it sends."""


@dataclass(frozen=True, slots=True)
class Box:
    """A branch as far as the next fork, and all that grows out of it."""

    tokens: tuple[Word, ...]
    says: str
    """What everything up to its end is worth."""
    alt: str
    on: bool
    """Whether it is on the way to where the visitor stands."""
    here: bool
    """Whether that way ends in it."""
    leaf: int | None
    """A leaf's number, which its buttons send."""
    mark: str
    """"A" or "B" of a compared leaf."""
    children: "tuple[Box, ...]"

    def all(self) -> "Iterator[Box]":
        """This box and all that come after it."""
        yield self
        for child in self.children:
            yield from child.all()


@dataclass(frozen=True)
class Labels:
    tree: str
    compare: str
    cut: str


@dataclass(frozen=True, kw_only=True)
class BranchTree(Payload):
    root: Box
    labels: Labels

    @event
    def go(self, sent: Any) -> int:
        """The number of the token that was clicked."""
        return one_of(sent, [token.go for box in self.root.all() for token in box.tokens])

    @event
    def compare(self, sent: Any) -> int:
        """The number of the leaf that is to be compared."""
        return self._leaf(sent)

    @event
    def cut(self, sent: Any) -> int:
        """The number of the leaf whose branch is to go."""
        return self._leaf(sent)

    def _leaf(self, sent: Any) -> int:
        return one_of(sent, [box.leaf for box in self.root.all() if box.leaf is not None])
