"""One step of learning on a text, as a job: at many rates at once, on a copy that nobody else ever sees.

What is handed back is a value. Every rate begins at the model's own weights; the copy is gone when the job ends.
"""

from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.engine import cache, model_store
from explorer.models.tuning.exercises import Exercises
from explorer.models.tuning.one_step_ways import RATES, Way

if TYPE_CHECKING:
    from collections.abc import Hashable

    from explorer.engine.jobs import Handle
    from explorer.models.model import Model
    from explorer.models.tuning.one_step import Guesses, Moved

Floats = NDArray[np.float64]

LIGHT = 6e10
"""Multiplications that are made unasked: about a second or two of one core."""


@dataclass(frozen=True)
class Order:
    """What is asked. A value, by which a job is known."""

    own: Exercises
    """What the step is made on."""
    other: Exercises | None
    """What is only read, before and after."""
    way: Way

    def key(self, model: "Model") -> "Hashable":
        return "one step", model.fingerprint, self


@dataclass(frozen=True, eq=False)
class Stepped:
    """What became of it, rate by rate."""

    order: Order
    steepness: float
    """The gradient's squared length."""
    slope: float
    """Nats a token by which the loss would fall for a rate of 1, were it a straight line."""
    moved: "Moved"
    before: "Guesses"
    after: "tuple[Guesses, ...]"
    """Of the exercises that the step was made on, by rate."""
    other: "tuple[Guesses, tuple[Guesses, ...]] | None"
    """Of the others, before and by rate."""

    @property
    def rates(self) -> tuple[float, ...]:
        return RATES[self.order.way]

    @property
    def best(self) -> int:
        """The rate after which the loss is least."""
        losses = [one.loss if isfinite(one.loss) else np.inf for one in self.after]
        return int(np.argmin(losses))

    def predicted(self, at: int) -> float:
        """By how much the loss changes at a rate, to first order: nats a token."""
        return -self.rates[at] * self.slope

    def measured(self, at: int) -> float:
        return self.after[at].loss - self.before.loss


def work_of(model: "Model", order: Order) -> float:
    """Multiplications, about: a pass back counts twice, and each rate writes every weight once."""
    passes = (3 + 1 + len(RATES[order.way])) * order.own.n_read
    passes += (1 + len(RATES[order.way])) * (order.other.n_read if order.other else 0)
    return model.n_parameters * (passes + 4.0 * len(RATES[order.way]))


def light(model: "Model", order: Order) -> bool:
    return work_of(model, order) <= LIGHT


def known(model: "Model", order: Order) -> Stepped | None:
    return cache.peek(order.key(model))


def stepped(handle: "Handle", model: "Model", order: Order) -> Stepped:
    """It can be cancelled between two rates. Refused where there is no room for a copy."""
    steps = model_store.imported("explorer.models.tuning.one_step")
    rates = RATES[order.way]
    handle.report(0, len(rates) + 2, "The gradient of this text is being computed")
    one = steps.OneStep(model, order.own, order.way)
    moved = one.moved()
    own, other = [], []
    for n, rate in enumerate((0.0, *rates)):
        handle.report(n + 1, len(rates) + 2, "A step at rate {n} of {of}", n=n, of=len(rates))
        module = one.at(rate)
        own.append(steps.guesses(module, order.own))
        if order.other is not None:
            other.append(steps.guesses(module, order.other))
    both = (other[0], tuple(other[1:])) if other else None
    found = Stepped(order, one.steepness, one.slope, moved, own[0], tuple(own[1:]), both)
    return cache.put(order.key(model), found)
