"""When text runs out: what reading it again is worth (Muennighoff et al. 2023, section 3.1)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from explorer.scaling.facts import Source
from explorer.scaling.laws import AdditiveLaw, Numbers


@dataclass(frozen=True)
class RepeatedLaw:
    """An additive law in which repeated tokens, and parameters beyond what the text can feed, count for less.

    U (1 + r (1 - exp(-R / r))) stands for D = U (1 + R): R repetitions of U tokens; and so for parameters.
    """

    law: AdditiveLaw
    r_tokens: float
    r_parameters: float
    source: Source
    at: str

    @property
    def cited(self) -> str:
        return f"{self.source.named}, {self.at}"

    def worth(self, tokens: ArrayLike, unique: float) -> Numbers:
        """As many fresh tokens would teach as much. `unique`: how many different ones there are."""
        tokens = np.asarray(tokens, float)
        return _worth(np.minimum(tokens, unique), tokens, self.r_tokens)

    def size_worth(self, parameters: ArrayLike, unique: float) -> Numbers:
        """As many parameters that the text can feed would hold as much."""
        parameters = np.asarray(parameters, float)
        return _worth(np.minimum(parameters, self.law.parameters_for(unique)), parameters, self.r_parameters)

    def loss(self, parameters: ArrayLike, tokens: ArrayLike, unique: float) -> Numbers:
        return self.law.loss(self.size_worth(parameters, unique), self.worth(tokens, unique))

    def tokens(self, loss: float, parameters: ArrayLike, unique: float) -> Numbers:
        """How many tokens, repeated ones among them, bring a model of this size to a loss; infinite where none do."""
        fresh = self.law.tokens(loss, self.size_worth(parameters, unique))
        left = 1 - (fresh / unique - 1) / self.r_tokens
        reached = np.where(left > 0, left, 1.0)
        repeated = np.where(left > 0, unique * (1 - self.r_tokens * np.log(np.minimum(1, reached))), np.inf)
        return np.where(fresh <= unique, fresh, repeated)


def _worth(unique: Numbers, amount: Numbers, r: float) -> Numbers:
    return unique * (1 + r * (1 - np.exp(-(amount / unique - 1) / r)))
