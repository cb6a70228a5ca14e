"""The whole vocabulary as one stage of the sampling pipeline leaves it."""

from dataclasses import dataclass
from functools import cached_property

from explorer.decoding import filters
from explorer.decoding.filters import Bools, Floats


@dataclass(frozen=True, eq=False)
class Stage:
    """Logits, and what follows from them."""

    name: str
    logits: Floats
    """(V,) equal to transformers' scores after its processor of this name; -inf for a removed token."""
    kept: Bools
    """(V,) which tokens are still there."""
    probs: Floats
    """(V,) over the tokens still there, so that they add up to 1."""
    active: bool
    """Whether the stage did its work; if not, its arrays are the stage's before."""
    greedy: bool = False
    """Temperature is 0: from here on only the likeliest token is left, whatever the other settings say."""

    def __post_init__(self) -> None:
        if not self.logits.ndim == 1 or not self.logits.shape == self.kept.shape == self.probs.shape:
            raise ValueError(f"shapes differ: {self.logits.shape}, {self.kept.shape}, {self.probs.shape}")
        for array in (self.logits, self.kept, self.probs):
            array.setflags(write=False)

    @cached_property
    def ascending(self) -> tuple[Floats, Floats]:
        """The surviving logits, smallest first, and the probability of each together with all that are before it."""
        return filters.ascending(self.logits)

    @cached_property
    def typical_deviations(self) -> Floats:
        """(V,) |surprisal - entropy| in nats; inf for a removed token."""
        return filters.typical_deviations(self.logits)
