"""Contrastive decoding (Li et al. 2023): the token that an expert prefers most over an amateur.

Only tokens at least `alpha` times as likely as the expert's likeliest can be chosen, since an amateur may also be
wrong about what nobody would write.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from explorer.analysis.surprisal import log_probs
from explorer.decoding.filters import Bools

ALPHA = 0.1
"""The paper's."""


@dataclass(frozen=True, eq=False)
class Contrast:
    """One choice, over the whole vocabulary."""

    expert: NDArray[np.float64]
    """(V,) log-probabilities, in nats."""
    amateur: NDArray[np.float64]
    """(V,)"""
    plausible: Bools
    """(V,) what the expert finds likely enough."""

    @property
    def scores(self) -> NDArray[np.float64]:
        """(V,) expert - amateur where plausible, else -inf."""
        return np.where(self.plausible, self.expert - self.amateur, -np.inf)

    @property
    def chosen(self) -> int:
        """Of equal scores the expert's likelier one."""
        scores = self.scores
        best = np.flatnonzero(scores == scores.max())
        return int(best[self.expert[best].argmax()])


def contrast(expert: ArrayLike, amateur: ArrayLike, *, alpha: float = ALPHA) -> Contrast:
    """Of two models' logits (V,) for the same place."""
    if not 0 < alpha <= 1:
        raise ValueError(f"alpha is {alpha}: choose more than 0 and at most 1")
    expert, amateur = log_probs(expert), log_probs(amateur)
    return Contrast(expert, amateur, expert >= np.log(alpha) + expert.max())


Logits = Callable[[Sequence[int]], ArrayLike]


def write(
    expert: Logits, amateur: Logits, ids: Sequence[int], *, n: int, ends: Collection[int], alpha: float = ALPHA
) -> Iterator[Contrast]:
    """The choices of n tokens after `ids`, each made after the ones before it; fewer where the text ends."""
    text = tuple(ids)
    for _ in range(n):
        made = contrast(expert(text), amateur(text), alpha=alpha)
        yield made
        text = (*text, made.chosen)
        if made.chosen in ends:
            return
