"""Tokens with their probabilities before and after the sampling settings; what was removed stays, hatched."""

from dataclasses import dataclass
from typing import Any

from explorer.components.payload import Payload, event
from explorer.components.sent import one_of


@dataclass(frozen=True)
class Power:
    """e to a logit."""

    exponent: str
    power: str
    """As a number."""


@dataclass(frozen=True)
class Passage:
    """One token at one stage that worked."""

    stage: str
    """With its setting: "top-k 40"."""
    said: str
    share: str
    """Its probability afterwards, or "–"."""
    kept: bool


@dataclass(frozen=True)
class Working:
    """How a row's numbers came about: its softmax, before the settings and after them, and what each stage did."""

    before: Power
    after: Power
    fate: tuple[Passage, ...]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One token."""

    id: int
    rank: str
    text: str
    logit: str
    before: float
    """Its probability by the model, 0..1."""
    after: float
    """What it is drawn with."""
    before_text: str
    after_text: str
    removed: bool
    chosen: bool
    why: str
    """Why it was removed, or that it is the chosen one; or empty."""
    working: Working | None


@dataclass(frozen=True, kw_only=True)
class Tail:
    """All other tokens together."""

    text: str
    label: str
    before: float
    after: float
    before_text: str
    after_text: str
    removed: bool
    why: str


@dataclass(frozen=True)
class Sum:
    """What stands beneath the fraction of a softmax."""

    label: str
    total: str
    n: str
    """Over how many tokens."""


@dataclass(frozen=True)
class Formula:
    before: Sum
    after: Sum | None
    """None where the settings change nothing."""


@dataclass(frozen=True, kw_only=True)
class Labels:
    bars: str
    """What they are."""
    token: str
    before: str
    """Empty where no settings have a say, so that there is one probability a row."""
    after: str
    logit: str
    """Empty where no logits are shown."""
    row: str
    """A row in words, with places {token}, {before} and {after}."""


@dataclass(frozen=True, kw_only=True)
class ProbabilityBars(Payload):
    rows: tuple[Row, ...]
    """The likeliest first."""
    tail: Tail | None
    formula: Formula | None
    """With it, the row under the pointer is worked out beneath."""
    labels: Labels
    pickable: bool = False
    """Whether a row is a button, which sends its token's id."""

    @event
    def token(self, sent: Any) -> int:
        """The id of the token that was picked."""
        return one_of(sent, [row.id for row in self.rows])
