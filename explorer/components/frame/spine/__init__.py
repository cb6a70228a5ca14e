"""The strip of five steps at the top of every page, with the scrubber beneath it."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from explorer.components.payload import Dropped, Payload, Shares8, event
from explorer.components.sent import flag, one_of, whole

HOME = "home"
"""The page before the five, which a key leads to."""


@dataclass(frozen=True)
class Chips:
    """The last tokens."""

    chips: tuple[str, ...] = ()
    more: str = ""
    """How many there are of them all."""
    cut: bool = False
    """Whether there are others before these."""


@dataclass(frozen=True)
class Pattern:
    """A head's attention."""

    cells: Shares8 = field(default_factory=lambda: Shares8(np.zeros((0, 0), np.float32)))
    """(size, size): queries downwards, keys to the right."""
    size: int = 0


@dataclass(frozen=True)
class Word:
    """What a layer makes of the token."""

    layer: int
    text: str
    share: float
    """0..1: how deep its shade is."""


@dataclass(frozen=True)
class Bar:
    text: str
    share: float
    """0..1: how long it is."""


@dataclass(frozen=True)
class Bars:
    """The likeliest next tokens, or why there are none."""

    bars: tuple[Bar, ...] = ()
    none: str = ""


@dataclass(frozen=True)
class Next:
    """The token that is chosen, or why there is none."""

    text: str = ""
    share: str = ""
    """Its probability, written out."""
    none: str = ""


@dataclass(frozen=True)
class Minis:
    """A run's real data, small: a miniature for each of the five steps. Empty ones where nothing has run."""

    tokens: Chips = Chips()
    context: Pattern = field(default_factory=Pattern)
    features: tuple[Word, ...] = ()
    decoding: Bars = Bars()
    output: Next = Next()


@dataclass(frozen=True)
class Node:
    """One step of the run."""

    page: str
    """Also the name of its miniature."""
    number: str
    name: str
    title: str
    """What the step does, in a line."""


@dataclass(frozen=True)
class ScrubberLabels:
    first: str
    back: str
    forward: str
    scrub: str
    count: str
    next: str
    next_title: str


@dataclass(frozen=True)
class Scrubber:
    """Where in the generated text the run stands."""

    step: int
    steps: int
    """Tokens that were generated, so that `step` is one of 0..steps."""
    full: bool
    """Whether the model has no place for another token."""
    labels: ScrubberLabels


@dataclass(frozen=True, kw_only=True)
class Spine(Payload):
    picture: ClassVar[bool] = False

    nodes: tuple[Node, ...]
    minis: Minis
    here: str
    """The page that is open."""
    label: str
    note: str
    """What is to be known of the run, or ""."""
    scrubber: Scrubber | None

    @event
    def page(self, sent: Any) -> str:
        """The page that was asked for: one of the nodes, or home."""
        return one_of(sent, [HOME, *(node.page for node in self.nodes)])

    @event
    def step(self, sent: Any) -> int:
        """The step that the scrubber was moved to."""
        return whole(sent, below=self._moving().steps + 1)

    @event
    def next(self, sent: Any) -> bool:
        """The next token was asked for."""
        if not flag(sent) or self._moving().full:
            raise Dropped("no next token can be asked for")
        return True

    def _moving(self) -> Scrubber:
        if self.scrubber is None:
            raise Dropped("there is no scrubber")
        return self.scrubber
