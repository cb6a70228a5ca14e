"""The way from raw logits to the probabilities that a token is drawn from, every stage kept for looking at."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.decoding import filters
from explorer.decoding.filters import Bools, Floats
from explorer.decoding.sampling import Sampling
from explorer.errors import Refused

STAGES = ("raw", "repetition_penalty", "temperature", "top_k", "top_p", "min_p", "typical_p")
"""In the order in which transformers applies them; all but the first are named as the Sampling field they obey."""

FILTERS = (
    ("top_k", 0, filters.keep_top_k),
    ("top_p", 1.0, filters.keep_top_p),
    ("min_p", 0.0, filters.keep_min_p),
    ("typical_p", 1.0, filters.keep_typical),
)
"""Name, the setting that switches it off, and what it does."""


@dataclass(frozen=True, eq=False)
class Stage:
    """The whole vocabulary as one stage leaves it."""

    name: str
    logits: Floats
    """(V,) equal to transformers' scores after its processor of this name; -inf for a removed token."""
    kept: Bools
    """(V,) which tokens are still there."""
    probs: Floats
    """(V,) over the tokens still there, so that they add up to 1."""
    active: bool
    """Whether the stage did its work; if not, its arrays are the stage's before."""
    greedy: bool = False
    """Temperature is 0: from here on only the likeliest token is left, whatever the other settings say."""

    def __post_init__(self) -> None:
        if not self.logits.ndim == 1 or not self.logits.shape == self.kept.shape == self.probs.shape:
            raise ValueError(f"shapes differ: {self.logits.shape}, {self.kept.shape}, {self.probs.shape}")
        for array in (self.logits, self.kept, self.probs):
            array.setflags(write=False)


@dataclass(frozen=True, eq=False)
class Pipeline:
    """All the stages of one choice."""

    sampling: Sampling
    stages: tuple[Stage, ...]
    """One for each of STAGES, in that order."""

    def __post_init__(self) -> None:
        if tuple(stage.name for stage in self.stages) != STAGES:
            raise ValueError(f"stages must be {STAGES}, not {tuple(stage.name for stage in self.stages)}")

    def __getitem__(self, name: str) -> Stage:
        return self.stages[STAGES.index(name)]

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
    stages.append(_penalised(stages[-1], context, sampling.repetition_penalty))
    stages.append(_tempered(stages[-1], sampling.temperature))
    for name, off, keep in FILTERS:
        setting = getattr(sampling, name)
        if sampling.greedy or setting == off:
            stages.append(replace(stages[-1], name=name, active=False))
        else:
            stages.append(_stage(name, keep(stages[-1].logits, setting)))
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


def _penalised(before: Stage, context: Sequence[int], penalty: float) -> Stage:
    if penalty == 1:
        return replace(before, name="repetition_penalty", active=False)
    return _stage("repetition_penalty", filters.penalise(before.logits, context, penalty))


def _tempered(before: Stage, temperature: float) -> Stage:
    if temperature == 0:
        return _stage("temperature", filters.keep_likeliest(before.logits), greedy=True)
    if temperature == 1:
        return replace(before, name="temperature", active=False)
    return _stage("temperature", filters.scale(before.logits, temperature))


def _stage(name: str, logits: Floats, *, greedy: bool = False) -> Stage:
    return Stage(name, logits, logits > -np.inf, filters.softmax(logits), active=True, greedy=greedy)
