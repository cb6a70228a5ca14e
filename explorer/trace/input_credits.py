"""Which logit is asked about, and what each input token is credited with: values, without torch."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.trace.edits import Edit
from explorer.trace.logit_difference import Foil


@dataclass(frozen=True)
class Question:
    """A logit at a position, less what it is held against."""

    ids: tuple[int, ...]
    position: int
    target: int
    foil: Foil = "nothing"
    edits: tuple[Edit, ...] = ()
    """Changes made inside every pass."""

    def __post_init__(self) -> None:
        if not 0 <= self.position < len(self.ids):
            raise ValueError(f"position {self.position} is outside 0 to {len(self.ids) - 1}")

    def of(self, logits: Any) -> Any:
        """(..., V) -> (...), of a tensor or an array."""
        asked = logits[..., self.target]
        if self.foil == "nothing":
            return asked
        return asked - (logits.mean(-1) if self.foil == "average" else logits[..., self.foil])


@dataclass(frozen=True)
class Completeness:
    """Whether the credits add up to what they are credits of."""

    baseline: float
    """The logit, or the difference of two, where every token is the average one."""
    change: float
    """What this text changes of it: the sum that the credits should have."""
    missed: float
    """What the credits miss of it; over the pieces of the way, so that two errors do not hide one another."""
    allowed: float
    """What they may miss."""
    points: int
    """At which gradients were taken."""

    @property
    def holds(self) -> bool:
        return self.missed <= self.allowed


@dataclass(frozen=True, eq=False)
class InputAttribution:
    """What each token is credited with."""

    scores: NDArray[np.float64]
    """(T,)"""
    value: float
    """The logit, or the difference of two, on the text itself."""
    sums: Completeness | None = None
    """None where the credits need not add up to anything."""
