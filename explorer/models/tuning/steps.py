"""Training, step by step: an iterator, so that whoever asks for the next step may stop asking."""

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from math import inf, isfinite
from typing import TypeVar

import numpy as np
import torch
from torch import Tensor, nn

from explorer.models.cores import cores
from explorer.models.tuning.settings import Settings

One = TypeVar("One")

WARM_UP = 0.1
"""Share of the steps in which the rate rises to its height; from there it falls to 0 along a line."""

LONGEST_GRADIENT = 1.0

DIVERGED = 3.0
"""Times the first loss, beyond which nothing is learnt any more."""


@dataclass(frozen=True)
class Step:
    """One step that was taken."""

    n: int
    """From 1 on."""
    loss: float
    """On its batch, before the step."""
    seconds: float
    """Since the first one began."""


class Diverged(Exception):
    """The loss grew, or is no number: the updates are those of the last step at which it was well."""


def steps(
    module: nn.Module, items: Sequence[One], loss_of: Callable[[Sequence[One]], Tensor], settings: Settings
) -> Iterator[Step]:
    """Make the loss of the items small, batch by batch, by AdamW on what of the module wants gradients.

    One core a step: the same seed gives the same weights whoever computes meanwhile, and the other cores are others'.
    """
    learnt = [weight for weight in module.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(learnt, lr=settings.rate, weight_decay=0.0)
    batches, began, first = _batches(items, settings), time.monotonic(), inf
    for n in range(1, settings.steps + 1):
        well = [weight.detach().clone() for weight in learnt]
        with cores.given(0), torch.enable_grad():
            for group in optimizer.param_groups:
                group["lr"] = settings.rate * _share(n, settings.steps)
            loss = loss_of(next(batches))
            optimizer.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(learnt, LONGEST_GRADIENT)
            optimizer.step()
        first = min(first, max(1.0, loss.item()))
        if not isfinite(loss.item()) or loss.item() > DIVERGED * first or not _finite(learnt):
            _restore(learnt, well)
            raise Diverged
        yield Step(n, loss.item(), time.monotonic() - began)


def _share(n: int, of: int) -> float:
    """Of the highest rate, in the n-th step."""
    rise = max(1, round(WARM_UP * of))
    return n / rise if n <= rise else (of - n + 1) / (of - rise + 1)


def _batches(items: Sequence[One], settings: Settings) -> Iterator[list[One]]:
    """All items in an order drawn anew each time round, so many at once."""
    rng, waiting = np.random.default_rng(settings.seed), list[One]()
    size = min(settings.batch, len(items))
    while True:
        while len(waiting) < size:
            waiting += [items[place] for place in rng.permutation(len(items))]
        yield waiting[:size]
        waiting = waiting[size:]


def _finite(weights: Sequence[Tensor]) -> bool:
    return all(bool(weight.isfinite().all()) for weight in weights)


def _restore(weights: Sequence[Tensor], values: Sequence[Tensor]) -> None:
    with torch.no_grad():
        for weight, value in zip(weights, values, strict=True):
            weight.copy_(value)
