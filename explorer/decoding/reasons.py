"""Why a token was removed, or was not: the number that each stage looked at and the one it was held against."""

from dataclasses import dataclass
from itertools import pairwise

from explorer.decoding.comparisons import rank_of
from explorer.decoding.pipeline import Pipeline
from explorer.decoding.stage import Stage
from explorer.decoding.stages import BY_NAME, Compare


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
        _measure(before, after, token, compare, pipeline.sampling.effective(after.name))
        for before, after in pairwise(pipeline.stages)
        if before.kept[token] and (compare := _comparison(after)) is not None
    )


def reason(pipeline: Pipeline, token: int) -> Measure | None:
    """The measure of the stage that removed the token; None for one that is still there, or whose logit was -inf."""
    seen = measures(pipeline, token)
    return seen[-1] if seen and not seen[-1].kept else None


def _comparison(stage: Stage) -> Compare | None:
    """How the stage decides about a token; None where it removes none."""
    spec = BY_NAME[stage.name]
    return spec.compare if stage.active and (stage.greedy or not spec.only_greedy) else None


def _measure(before: Stage, after: Stage, token: int, compare: Compare, setting: float) -> Measure:
    value, threshold = compare(before, after, token, setting)
    return Measure(
        stage=after.name,
        kept=bool(after.kept[token]),
        rank=rank_of(before.logits, token),
        prob=float(before.probs[token]),
        value=float(value),
        threshold=float(threshold),
    )
