"""Trainings as they could be reported: values made by hand, whose course is known."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.engine.trainings import Progress, Sample
from explorer.models.training.order import Order

WATCHED = ("T", "h", "e", " ")


def progress(order: Order | None = None, *, last: float = 2.0, key: str = "a", **fields: Any) -> Progress:
    """A training that has ended: from ln 50 = 3.91 along a line to `last`."""
    order = order or Order(steps=100)
    steps = np.arange(order.steps + 1)
    losses = 3.91 + (last - 3.91) * steps / order.steps
    usual: dict[str, Any] = {
        "key": key,
        "order": order,
        "state": "ended",
        "ending": "steps",
        "step": order.steps,
        "kept": order.steps,
        "losses": losses[:-1].astype(np.float32),
        "held_out": tuple((int(step), float(losses[step])) for step in steps[::10]),
        "samples": tuple(Sample(step, f"after {step}") for step in (0, 1, 10, 50, order.steps)),
        "seconds": 12.0,
        "tokens_a_second": 20_000.0,
        "n_parameters": 100_000,
        "n_vocab": 50,
        "watched": WATCHED,
        "looks": (0, 10, 100),
    }
    return Progress(**usual | fields)


def looks(layer: int, head: int) -> dict[int, NDArray[np.float16]]:
    """(2, 2, n, n) by step: all alike at first, then one head looks at the first token alone."""
    n = len(WATCHED)
    even = np.tril(np.ones((n, n))) / np.arange(1, n + 1)[:, None]
    first = np.tile(even, (2, 2, 1, 1)).astype(np.float16)
    later = first.copy()
    later[layer, head] = np.eye(n)[0]
    return {0: first, 10: later, 100: later}
