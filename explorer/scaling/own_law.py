"""The law of our own runs, with intervals: fitted to some of them, and what it says of sizes that it has not seen."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.scaling.fitting import Fit, Law, drawn, fit, refits
from explorer.scaling.own_runs import OwnRun, column

Array = NDArray[np.float64]

DRAWS = 400
"""Of a bootstrap."""

LEAST_SIZES = 4
"""In a draw: three constants need three sizes, and one more to be held against."""

LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    low: float
    high: float

    def holds(self, value: float) -> bool:
        return self.low <= value <= self.high


@dataclass(frozen=True)
class Fitted:
    """L(N, D) = E + A/N^a + B/D^b, or L(N) = E + A/N^a at one budget."""

    fit: Fit
    draws: tuple[Law, ...]
    """The same fit on runs drawn with replacement, all runs of a trunk together: seeds are the unit."""
    residuals: tuple[float, ...]
    """log of each loss less log of the law."""

    @property
    def law(self) -> Law:
        return self.fit.law

    @property
    def agreed(self) -> bool:
        return self.fit.agreed

    def band(self, *x: Array | float) -> tuple[Array, Array, Array]:
        """The law at x, and between what bounds its draws lie there."""
        low, high = np.quantile(np.array([law(*x) for law in self.draws]), _tails(), axis=0)
        return self.law(*x), low, high

    def of_a_run(self, *x: float, seed: int = 0) -> Interval:
        """Between what bounds a run at x is to be expected: what the law does not know, and what runs are beside it."""
        centre = np.array([float(law(*x)) for law in self.draws])
        beside = np.exp(np.random.default_rng(seed).choice(np.array(self.residuals), len(centre)))
        return Interval(*map(float, np.quantile(centre * beside, _tails())))

    def interval(self, of: str, term: int = 0) -> Interval:
        """Of a constant: "floor", or a term's "exponents" or "constants"."""
        values = [law.floor if of == "floor" else getattr(law, of)[term] for law in self.draws]
        return Interval(*map(float, np.quantile(values, _tails())))


def fitted(runs: tuple[OwnRun, ...], *, joint: bool) -> Fitted:
    """joint: in parameters and tokens; else in parameters alone, of one budget. ValueError for too few sizes."""
    x = [column(runs, name) for name in (("n", "tokens") if joint else ("n",))]
    loss = column(runs, "loss")
    best = fit(x, loss)
    times = drawn([run.trunk for run in runs], [run.n for run in runs], DRAWS, least=LEAST_SIZES)
    residuals = np.log(loss) - np.log(best.law(*x))
    # A fit with as many constants lies nearer to its points than a new run will.
    free = len(loss) / max(1, len(loss) - 1 - 2 * len(x))
    return Fitted(best, refits(x, loss, times, best.law), tuple(map(float, residuals * free**0.5)))


def _tails() -> tuple[float, float]:
    return (1 - LEVEL) / 2, (1 + LEVEL) / 2
