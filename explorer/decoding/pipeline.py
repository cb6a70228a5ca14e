"""The way from raw logits to the probabilities that a token is drawn from, every stage kept for looking at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.decoding import filters
from explorer.decoding.filters import Bools, Floats
from explorer.decoding.sampling import ORDER, Sampling
from explorer.errors import Refused

STAGES = ("raw", *ORDER)
"""In the usual order; all but the first are named as the Sampling field they obey."""

Work = Callable[[Floats, Sequence[int], float], Floats]

WORK: dict[str, Work] = {
    "repetition_penalty": filters.penalise,
    "frequency_penalty": lambda logits, context, each: filters.subtract(logits, context, frequency=each),
    "presence_penalty": lambda logits, context, once: filters.subtract(logits, context, presence=once),
    "temperature": lambda logits, _, temperature: filters.scale(logits, temperature),
    "top_k": lambda logits, _, k: filters.keep_top_k(logits, int(k)),
    "top_p": lambda logits, _, top_p: filters.keep_top_p(logits, top_p),
    "min_p": lambda logits, _, min_p: filters.keep_min_p(logits, min_p),
    "typical_p": lambda logits, _, typical_p: filters.keep_typical(logits, typical_p),
}
"""What each stage does with (V,) logits, the context and its setting."""


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

    @cached_property
    def ascending(self) -> tuple[Floats, Floats]:
        """The surviving logits, smallest first, and the probability of each together with all that are before it."""
        return filters.ascending(self.logits)

    @cached_property
    def typical_deviations(self) -> Floats:
        """(V,) |surprisal - entropy| in nats; inf for a removed token."""
        return filters.typical_deviations(self.logits)


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
    return _stage(name, WORK[name](before.logits, context, sampling.effective(name)))


def _stage(name: str, logits: Floats, *, greedy: bool = False) -> Stage:
    return Stage(name, logits, logits > -np.inf, filters.softmax(logits), active=True, greedy=greedy)
