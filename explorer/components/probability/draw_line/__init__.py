"""The draw: probabilities laid end to end, and the random number that falls on one of them."""

from dataclasses import dataclass

from explorer.components.payload import Payload


@dataclass(frozen=True)
class Segment:
    """A token's part of the line, or that of several together, which has no text."""

    text: str
    share: float
    chosen: bool
    title: str


@dataclass(frozen=True, kw_only=True)
class DrawLine(Payload):
    segments: tuple[Segment, ...]
    """The likeliest first, together 1."""
    place: float
    """Where the number falls, 0..1."""
    label: str
