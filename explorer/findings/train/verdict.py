"""What happened in a training, judged from its losses alone and by rules that are stated; what was wished for is not
asked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import isfinite
from typing import Literal

Points = Sequence[tuple[int, float]]
"""(after so many steps, loss in nats a token)."""

MARGIN = 0.05
"""Nats a token: a smaller difference is not spoken of."""
FEWEST = 20
"""Steps before which nobody says that a training gets nowhere."""
LAST = 1 / 3
"""Of the steps: where it is asked whether the loss still falls."""

Kind = Literal["too short", "burst", "no better", "by heart", "stalled", "still learning"]


@dataclass(frozen=True)
class Verdict:
    """One of the kinds, with the numbers that it rests on."""

    kind: Kind
    first: float
    """Held-out loss of the first look, before any step."""
    last: float
    lowest: tuple[int, float]
    """Step and held-out loss where that was lowest."""
    seen_fell: float
    """By how much the loss on what it learns from fell since then; negative where it rose."""
    late_fall: float
    """By how much the held-out loss fell over the last third of the steps."""

    @property
    def rose(self) -> float:
        """How far the held-out loss ended above its lowest."""
        return self.last - self.lowest[1]


def verdict(seen: Points, held_out: Points, unigram: float, *, burst: bool = False) -> Verdict | None:
    """None before there is a held-out loss.

    unigram: what the tokens' frequencies alone cost. burst: whether the training itself says that a loss was no number.
    """
    whole = [(step, loss) for step, loss in held_out if isfinite(loss)]
    if not whole:
        return None
    lowest = min(whole, key=lambda point: point[1])
    numbers = Verdict(
        kind="still learning",
        first=whole[0][1],
        last=whole[-1][1],
        lowest=lowest,
        seen_fell=_fell_since(seen, lowest[0]),
        late_fall=_late_fall(whole),
    )
    burst = burst or any(not isfinite(loss) for _, loss in (*seen, *held_out))
    return replace(numbers, kind=_kind(numbers, whole[-1][0], unigram, burst=burst))


def _kind(numbers: Verdict, steps: int, unigram: float, *, burst: bool) -> Kind:
    """The first that holds: a loss that is no number explains all the others."""
    if burst:
        return "burst"
    if steps < FEWEST:
        return "too short"
    if numbers.rose >= MARGIN and numbers.seen_fell >= MARGIN:
        return "by heart"  # also where it rose beyond the frequencies
    if numbers.last > unigram - MARGIN:
        return "no better"
    return "stalled" if numbers.late_fall < MARGIN else "still learning"


def _fell_since(seen: Points, step: int) -> float:
    """The mean loss about that step less that at the end: of a few points each, for single batches differ."""
    after = [loss for at, loss in seen if at >= step and isfinite(loss)]
    few = max(1, min(8, len(after) // 4))
    return sum(after[:few]) / few - sum(after[-few:]) / few if after else 0.0


def _late_fall(held_out: Points) -> float:
    """From the last look before the last third to the last of all."""
    begun, ended = held_out[0], held_out[-1]
    border = begun[0] + (ended[0] - begun[0]) * (1 - LAST)
    before = [loss for step, loss in held_out if step <= border] or [begun[1]]
    return before[-1] - ended[1]
