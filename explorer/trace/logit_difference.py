"""What a logit is asked about: a target token, and the foil that it is held against."""

from dataclasses import dataclass
from typing import Literal

Foil = int | Literal["average", "nothing"]
"""Another token's logit, the mean of all tokens', or nothing: then it is the target's logit alone."""


@dataclass(frozen=True)
class LogitDifference:
    """The logit of `target` less that of `foil`."""

    target: int
    foil: Foil

    @property
    def alone(self) -> bool:
        """Whether it is the target's logit, and no difference."""
        return self.foil == "nothing"
