"""What a loss costs: the cheapest size for it, also where the model is to be used much, or text is short."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from explorer.scaling.laws import FLOP_PER_TOKEN_SERVED, AdditiveLaw, Allocation, Numbers, compute
from explorer.scaling.repeated import RepeatedLaw

DAY = 24 * 3600
"""Seconds."""
SIZES = (1e5, 1e15)
"""Between which the cheapest is looked for."""
POINTS = 400


@dataclass(frozen=True)
class Cost:
    """Operations."""

    training: float
    serving: float

    @property
    def total(self) -> float:
        return self.training + self.serving


@dataclass(frozen=True)
class Task:
    """A loss to reach, how many tokens the finished model is to read and write, and how many different ones there are
    to learn from; None: as many as it needs."""

    loss: float
    served: float = 0.0
    unique: float | None = None


def tokens_for(law: AdditiveLaw | RepeatedLaw, task: Task, parameters: Numbers) -> Numbers:
    """How much text brings models of these sizes to the loss; infinite where none does."""
    if isinstance(law, AdditiveLaw):
        return law.tokens(task.loss, parameters)
    if task.unique is None:
        return law.law.tokens(task.loss, parameters)
    return law.tokens(task.loss, parameters, task.unique)


def costs(law: AdditiveLaw | RepeatedLaw, task: Task, parameters: Numbers) -> tuple[Numbers, Numbers]:
    """Operations of training and of serving, by size; infinite where no text brings a model of that size so far."""
    served = FLOP_PER_TOKEN_SERVED * parameters * task.served
    return compute(parameters, tokens_for(law, task, parameters)), served


def cheapest(law: AdditiveLaw | RepeatedLaw, task: Task) -> Allocation | None:
    """The size for which training and serving together cost least (Sardana et al. 2023, equation 3); None where no
    size reaches the loss."""

    def total(parameters: Numbers) -> Numbers:
        training, serving = costs(law, task, parameters)
        return training + serving

    size = _least(total, *SIZES)
    if size is None:
        return None
    return Allocation(size, float(tokens_for(law, task, np.array([size]))[0]))


def cost(task: Task, chosen: Allocation) -> Cost:
    return Cost(chosen.compute, FLOP_PER_TOKEN_SERVED * chosen.parameters * task.served)


def gpu_days(flop: float, peak: float, used: float) -> float:
    """Days of one processor that makes `peak` operations a second at best, of which a share `used` is reached."""
    return flop / (peak * used) / DAY


def _least(of: Callable[[Numbers], Numbers], low: float, high: float) -> float | None:
    """Where a function with one valley is least, on a logarithmic scale: a grid that closes in, four times."""
    for _round in range(4):
        grid = np.geomspace(low, high, POINTS)
        values = of(grid)
        if not np.isfinite(values).any():
            return None
        at = int(np.argmin(values))
        low, high = grid[max(0, at - 1)], grid[min(POINTS - 1, at + 1)]
    return float(np.sqrt(low * high))
