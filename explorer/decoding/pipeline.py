"""The way from raw logits to the probabilities that a token is drawn from, every stage kept for looking at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.decoding import filters
from explorer.decoding.filters import Floats
from explorer.decoding.sampling import Sampling
from explorer.decoding.stage import Stage
from explorer.decoding.stages import BY_NAME, ORDER
from explorer.errors import Refused

STAGES = ("raw", *ORDER)
"""In the usual order; all but the first are named as the Sampling field they obey."""


@dataclass(frozen=True, eq=False)
class Pipeline:
    """All the stages of one choice."""

    sampling: Sampling
    stages: tuple[Stage, ...]
    """The raw logits, then one for each stage in the order of the settings."""

    def __post_init__(self) -> None:
        expected = ("raw", *self.sampling.order)
        if tuple(stage.name for stage in self.stages) != expected:
            raise ValueError(f"stages must be {expected}, not {tuple(stage.name for stage in self.stages)}")

    def __getitem__(self, name: str) -> Stage:
        return self.stages[0 if name == "raw" else 1 + self.sampling.order.index(name)]

    @property
    def probs(self) -> Floats:
        """(V,) what the token is drawn from."""
        return self.stages[-1].probs

    @cached_property
    def removed_by(self) -> NDArray[np.int8]:
        """(V,) index into `stages` of the stage that removed the token, -1 if it is still there.

        0 means that the model itself gave it a logit of -inf.
        """
        removed = np.where(self.stages[0].kept, -1, 0).astype(np.int8)
        for index, (before, after) in enumerate(pairwise(self.stages), start=1):
            if after.kept is not before.kept:
                removed[before.kept & ~after.kept] = index
        removed.setflags(write=False)
        return removed


def run(logits: ArrayLike, context: Sequence[int], sampling: Sampling) -> Pipeline:
    """Logits (V,) for the token after `context` (ids), through all stages."""
    stages = [_stage("raw", _checked(logits))]
    for name in sampling.order:
        stages.append(_after(stages[-1], name, context, sampling))
    return Pipeline(sampling, tuple(stages))


def _checked(logits: ArrayLike) -> Floats:
    """A float32 copy, as transformers takes one; float32 leaves room below 1e30 for every setting's arithmetic."""
    values = np.array(logits, dtype=np.float32)
    if values.ndim != 1 or values.size == 0:
        raise ValueError(f"logits must be (V,), one for each token of the vocabulary, not {values.shape}")
    if not abs(values.max()) < 1e30:
        raise Refused(
            "the largest logit is {largest}, which no probability can be made of: undo the edit, or pick another model",
            largest=values.max(),
        )
    return values


def _after(before: Stage, name: str, context: Sequence[int], sampling: Sampling) -> Stage:
    """Nothing is left to do where the setting is neutral, or temperature 0 has left one token."""
    if before.greedy or not sampling.works(name):
        return replace(before, name=name, active=False)
    if name == "temperature" and sampling.greedy:
        return _stage(name, filters.keep_likeliest(before.logits), greedy=True)
    return _stage(name, BY_NAME[name].work(before.logits, context, sampling.effective(name)))


def _stage(name: str, logits: Floats, *, greedy: bool = False) -> Stage:
    return Stage(name, logits, logits > -np.inf, filters.softmax(logits), active=True, greedy=greedy)
