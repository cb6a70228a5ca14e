"""Contexts of several models, drawn to one scale, with a text laid into each: how often it fits, or where it is cut."""

from dataclasses import dataclass

from explorer.components.payload import Payload


@dataclass(frozen=True)
class Cut:
    """A text that is longer than the context, at the place where it ends."""

    kept: str
    """The last characters inside."""
    lost: str
    """The first ones outside."""


@dataclass(frozen=True)
class Row:
    name: str
    about: str
    """The encoding, and who published the length."""
    limit: int
    """Tokens of the context."""
    n: int | None
    """Tokens of the text; None where this model cannot say."""
    holds: str
    """The context's length, in words."""
    fits: str
    """How often the text fits, in words."""
    ours: bool
    """The model on screen."""
    cut: Cut | None

    def __post_init__(self) -> None:
        if self.limit < 1 or (self.n is not None and self.n < 1):
            raise ValueError(f"{self.name} reads {self.limit} tokens, and the text has {self.n}: both are at least 1")


@dataclass(frozen=True)
class Labels:
    figure: str
    once: str
    """What the first stretch is."""
    again: str
    lost: str


@dataclass(frozen=True, kw_only=True)
class WindowsToScale(Payload):
    rows: tuple[Row, ...]
    labels: Labels
