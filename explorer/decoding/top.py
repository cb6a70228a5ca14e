"""The likeliest tokens, alone, and as they were before the pipeline and are after it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.decoding.filters import Floats
from explorer.decoding.pipeline import Pipeline
from explorer.largest import largest


@dataclass(frozen=True, eq=False)
class Top:
    """The k tokens with the largest raw logits, likeliest first; of equals the lowest id."""

    ids: NDArray[np.int64]
    """(k,)"""
    before: Floats
    """(k,) probabilities the model gave, over the whole vocabulary."""
    after: Floats
    """(k,) probabilities the token is drawn with."""
    removed_by: NDArray[np.int8]
    """(k,) as Pipeline.removed_by."""
    tail_before: float
    """Probability of all other tokens together."""
    tail_after: float

    def __post_init__(self) -> None:
        if not self.ids.shape == self.before.shape == self.after.shape == self.removed_by.shape:
            raise ValueError("ids, before, after and removed_by must be of one length")


def top(pipeline: Pipeline, k: int) -> Top:
    raw = pipeline["raw"]
    ids = largest(raw.logits, k)
    others = np.ones(raw.logits.size, dtype=bool)
    others[ids] = False
    return Top(
        ids=ids,
        before=raw.probs[ids],
        after=pipeline.probs[ids],
        removed_by=pipeline.removed_by[ids],
        tail_before=float(raw.probs[others].sum()),
        tail_after=float(pipeline.probs[others].sum()),
    )


def likeliest(probs: Floats, k: int | None = None) -> NDArray[np.int64]:
    """Up to k tokens of probabilities (V,), the likeliest first; of equals the lowest id. None: all there are.

    What has no probability at all is not likely: it is never among them.
    """
    ids = largest(probs, probs.size if k is None else k)
    return ids[probs[ids] > 0]
