"""Why a token was removed, or was not: the number that each stage looked at and the one it was held against."""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from explorer.decoding.filters import Floats
from explorer.decoding.pipeline import Pipeline, Stage


@dataclass(frozen=True, slots=True)
class Measure:
    """One token before one stage. What `value` and `threshold` are depends on the stage:

    | stage       | value                                                | threshold                 | stays if |
    |-------------|------------------------------------------------------|---------------------------|----------|
    | temperature | place, the lowest id first among equals (only at 0)  | 1                         | <=       |
    | top_k       | rank                                                 | k                         | <=       |
    | top_p       | probability of all tokens before it, likeliest first | top_p                     | <        |
    | min_p       | probability                                          | min_p x the largest       | >=       |
    | typical_p   | distance of its surprisal from the entropy, in nats  | the largest distance kept | <=       |

    Top-p keeps the likeliest token even where it is 0.
    """

    stage: str
    kept: bool
    rank: int
    """1 = likeliest of the tokens that reached the stage; equals share a rank."""
    prob: float
    """Probability before the stage, over the tokens that reached it."""
    value: float
    threshold: float

    def __post_init__(self) -> None:
        if self.rank < 1 or not 0 <= self.prob <= 1:
            raise ValueError(f"rank counts from 1 and a probability is at most 1, not {self.rank}, {self.prob}")


def measures(pipeline: Pipeline, token: int) -> tuple[Measure, ...]:
    """What every stage that removes tokens saw of this one, in order, as far as the token came."""
    if not 0 <= token < pipeline.probs.size:
        raise ValueError(f"token {token} is outside the vocabulary of {pipeline.probs.size}")
    return tuple(
        _measure(before, after, token, pipeline.sampling.effective(after.name))
        for before, after in pairwise(pipeline.stages)
        if before.kept[token] and _removes(after)
    )


def reason(pipeline: Pipeline, token: int) -> Measure | None:
    """The measure of the stage that removed the token; None for one that is still there, or whose logit was -inf."""
    seen = measures(pipeline, token)
    return seen[-1] if seen and not seen[-1].kept else None


def _removes(stage: Stage) -> bool:
    return stage.active and stage.name in _NUMBERS and (stage.greedy or stage.name != "temperature")


def _measure(before: Stage, after: Stage, token: int, setting: float) -> Measure:
    value, threshold = _NUMBERS[after.name](before, after, token, setting)
    return Measure(
        stage=after.name,
        kept=bool(after.kept[token]),
        rank=_rank(before.logits, token),
        prob=float(before.probs[token]),
        value=float(value),
        threshold=float(threshold),
    )


def _rank(logits: Floats, token: int) -> int:
    return 1 + int(np.count_nonzero(logits > logits[token]))


def _place(before: Stage, _after: Stage, token: int, _setting: float) -> tuple[float, float]:
    equals_before = np.count_nonzero(before.logits[:token] == before.logits[token])
    return _rank(before.logits, token) + int(equals_before), 1


def _rank_and_k(before: Stage, _after: Stage, token: int, k: float) -> tuple[float, float]:
    return _rank(before.logits, token), k


def _mass_before(before: Stage, _after: Stage, token: int, top_p: float) -> tuple[float, float]:
    """From the tail's end, and rounded to float32, as the stage counts it: so the numbers never contradict the mask."""
    values, tails = before.ascending
    own = before.logits[token]
    place = np.searchsorted(values, own) + np.count_nonzero(before.logits[token + 1 :] == own)
    before_it = 1 - float(tails[place]) if place < values.size - 1 else 0.0
    return before_it, 1 - float(np.float32(1 - top_p))


def _prob_and_least(before: Stage, _after: Stage, token: int, min_p: float) -> tuple[float, float]:
    return before.probs[token], min_p * before.probs.max()


def _deviation(before: Stage, after: Stage, token: int, _setting: float) -> tuple[float, float]:
    deviations = before.typical_deviations
    return deviations[token], deviations[after.kept].max()


_NUMBERS: dict[str, Callable[[Stage, Stage, int, float], tuple[float, float]]] = {
    "temperature": _place,
    "top_k": _rank_and_k,
    "top_p": _mass_before,
    "min_p": _prob_and_least,
    "typical_p": _deviation,
}
