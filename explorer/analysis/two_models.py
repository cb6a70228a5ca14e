"""What one model expects against another that knows the same tokens: before and after a further training, say."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.analysis.surprisal import NO_SIGN, kl, log_probs

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Moved:
    """One token's probability in both models."""

    id: int
    before: float
    after: float
    bits: float
    """log2 of after over before: above zero it became likelier."""


@dataclass(frozen=True)
class Change:
    """What became of the prediction at one place."""

    kl: float
    """KL(after ‖ before) in bits: what it would cost to expect what comes as before, if it comes as after."""
    own: Moved | None
    """The token that stands there; None where none does yet."""
    best: tuple[Moved, Moved]
    """The likeliest before, and the likeliest after."""
    risers: tuple[Moved, ...]
    """By how much probability they gained, most first; `fallers` by how much they lost."""
    fallers: tuple[Moved, ...]


def change(before: ArrayLike, after: ArrayLike, own: int | None, *, n: int = 4) -> Change:
    """Two rows of logits (V,), of the same tokens in the same order.

    >>> same = change([0.0, 1.0], [0.0, 1.0], 1)
    >>> same.kl, same.own.bits, same.risers, same.fallers
    (0.0, 0.0, (), ())
    """
    rows = np.stack([log_probs(before), log_probs(after)]) / np.log(2)
    gained = np.exp2(rows[1]) - np.exp2(rows[0])
    order = np.argsort(-gained, kind="stable")
    rising = [int(id) for id in order[:n] if gained[id] > 0]
    falling = [int(id) for id in order[::-1][:n] if gained[id] < 0]
    return Change(
        kl=float(kl(rows[1], rows[0])) + NO_SIGN,
        own=None if own is None else _moved(rows, own),
        best=(_moved(rows, int(rows[0].argmax())), _moved(rows, int(rows[1].argmax()))),
        risers=tuple(_moved(rows, id) for id in rising),
        fallers=tuple(_moved(rows, id) for id in falling),
    )


def changes(before: NDArray[np.float32], after: NDArray[np.float32], own: Sequence[int | None]) -> tuple[Change, ...]:
    """Row by row of logits (n, V) and (n, V'): over the tokens that both know, the first min(V, V') of each."""
    if not len(before) == len(after) == len(own):
        raise ValueError(f"{len(before)} and {len(after)} predictions do not go with {len(own)} tokens")
    n = min(before.shape[-1], after.shape[-1])
    return tuple(change(one[:n], other[:n], id) for one, other, id in zip(before, after, own, strict=True))


def _moved(rows: Floats, id: int) -> Moved:
    before, after = rows[:, id].tolist()
    return Moved(id, float(2**before), float(2**after), after - before + NO_SIGN)
