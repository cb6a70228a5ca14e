"""A whole vocabulary as a curve of probability against rank, both logarithmic, with what each stage cut out of it."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import text

LONGEST = 100
"""Characters that somebody may look for."""


@dataclass(frozen=True)
class Point:
    """One token on the curve."""

    rank: int
    text: str
    before: float | None
    """log10 of the model's probability; None for 0."""
    after: float | None
    """log10 of the probability that it is drawn with; None if it was removed."""
    mass: float
    """Probability of all likelier tokens together."""
    by: str
    """What removed it, in words; empty if it is still there."""
    chosen: bool
    sought: bool = False
    """Whether the visitor asked where it stands."""


@dataclass(frozen=True)
class Mark:
    """A place on the axis of ranks."""

    rank: float
    label: str


@dataclass(frozen=True)
class Share:
    """A piece of the model's probability: what is left, or what a stage cut."""

    share: float
    said: str
    kept: bool


@dataclass(frozen=True, kw_only=True)
class Labels:
    curve: str
    """What it is."""
    before: str
    after: str
    removed: str
    choices: str
    chosen: str
    sought: str
    seek: str
    """What the box is for."""
    rank: str
    """With place {rank}."""
    mass: str
    """With place {share}."""
    ranks: str
    """The axis."""
    shares: str
    """What the strip beneath is."""


@dataclass(frozen=True, kw_only=True)
class RankCurve(Payload):
    points: tuple[Point, ...]
    """By rising rank."""
    size: int
    """Tokens of the vocabulary."""
    cuts: tuple[Mark, ...]
    choices: tuple[float, ...]
    """The effective number of them, before and after the settings."""
    shares: tuple[Share, ...]
    labels: Labels

    @event
    def seek(self, sent: Any) -> str:
        """The text that somebody looks for."""
        return text(sent, longest=LONGEST)
