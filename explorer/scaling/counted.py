"""A law as it looks to somebody who leaves the embeddings out of the count (Pearce and Song 2024)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from explorer.scaling.facts import Source
from explorer.scaling.laws import FLOP_PER_TOKEN, AdditiveLaw, Numbers


@dataclass(frozen=True)
class Embeddings:
    """How many parameters a model has in all: N + omega N ^ (1/3), as a layer's grow with the cube of the width."""

    omega: float
    source: Source
    at: str

    @property
    def cited(self) -> str:
        return f"{self.source.named}, {self.at}"

    def total(self, parameters: ArrayLike) -> Numbers:
        """Of so many without embeddings."""
        parameters = np.asarray(parameters, float)
        return parameters + self.omega * np.cbrt(parameters)

    def frontier(self, law: AdditiveLaw, parameters: ArrayLike) -> Numbers:
        """The budget 6 N D, embeddings left out of N, for which a size N without them is best by the law.

        dL/dN = 0 at D = C / 6N, solved for D.
        """
        parameters = np.asarray(parameters, float)
        total = self.total(parameters)
        grows = parameters + self.omega / 3 * np.cbrt(parameters)
        tokens = (law.beta * law.b * total ** (law.alpha + 1) / (law.alpha * law.a * grows)) ** (1 / law.beta)
        return FLOP_PER_TOKEN * parameters * tokens

    def exponent(self, law: AdditiveLaw, low: float, high: float) -> float:
        """Of the straight line through that frontier, between two sizes: N grows with C to this power."""
        sizes = np.geomspace(low, high, 100)
        return float(np.polyfit(np.log(self.frontier(law, sizes)), np.log(sizes), 1)[0])
