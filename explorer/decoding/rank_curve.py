"""The whole vocabulary as one curve, likeliest token first, and what each stage cut out of it."""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from explorer.decoding.filters import Floats
from explorer.decoding.pipeline import Pipeline
from explorer.decoding.stage import Stage

Ints = NDArray[np.int64]
Wide = NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class RankCurve:
    """Some ranks of the vocabulary, dense at the likely end: enough to draw all of it on a logarithmic axis."""

    ranks: Ints
    """(n,) rising, from 1 = likeliest by the model to V; of equals the lowest id comes first."""
    ids: Ints
    """(n,) the token of each rank."""
    before: Wide
    """(n,) log10 of the model's probability; -inf for 0."""
    after: Wide
    """(n,) log10 of the probability that is drawn with; -inf for a removed token."""
    mass_before: Wide
    """(n,) the model's probability of all tokens of lower rank together."""
    removed_by: NDArray[np.int8]
    """(n,) as Pipeline.removed_by."""

    def __post_init__(self) -> None:
        if len({field.shape for field in (self.ranks, self.ids, self.before, self.after, self.mass_before)}) != 1:
            raise ValueError("ranks, ids, before, after and mass_before must be of one length")


@dataclass(frozen=True, slots=True)
class Cut:
    """What one stage removed."""

    stage: str
    n: int
    """Tokens."""
    mass: float
    """Their probability by the model."""
    deepest: int
    """The largest rank that is left after the stage."""
    first: int
    """The smallest rank that it removed."""


def rank_curve(pipeline: Pipeline, *, most: int, include: tuple[int, ...] = ()) -> RankCurve:
    """About `most` ranks, with both sides of every cut and the tokens of `include` (ids) among them."""
    raw, last = pipeline["raw"], pipeline.stages[-1]
    order = by_rank(pipeline)
    places = _places(pipeline, order, most, include)
    before = np.concatenate([[0.0], np.cumsum(raw.probs[order], dtype=np.float64)])
    ids = order[places]
    return RankCurve(
        ranks=places + 1,
        ids=ids,
        before=_log10_probs(raw)[ids],
        after=_log10_probs(last)[ids],
        mass_before=np.minimum(before[places] / before[-1], 1.0),
        removed_by=pipeline.removed_by[ids],
    )


def by_rank(pipeline: Pipeline) -> Ints:
    """(V,) ids, the likeliest by the model first."""
    return np.argsort(-pipeline["raw"].logits, kind="stable")


def cuts(pipeline: Pipeline) -> list[Cut]:
    """One for each stage that removed anything, in the order of the stages."""
    order = by_rank(pipeline)
    return [
        _cut(before, after, order, pipeline["raw"].probs)
        for before, after in pairwise(pipeline.stages)
        if after.active and np.any(before.kept & ~after.kept)
    ]


def tokens_for(probs: Floats, share: float) -> int:
    """How many of the likeliest tokens it takes to have `share` of the probability (V,) together."""
    rising = np.cumsum(np.sort(probs)[::-1], dtype=np.float64)
    return 1 + int(np.searchsorted(rising, share * rising[-1]))


def _cut(before: Stage, after: Stage, order: Ints, probs: Floats) -> Cut:
    gone = before.kept & ~after.kept
    return Cut(
        stage=after.name,
        n=int(gone.sum()),
        mass=float(probs[gone].sum(dtype=np.float64)),
        deepest=1 + int(np.flatnonzero(after.kept[order])[-1]),
        first=1 + int(np.flatnonzero(gone[order])[0]),
    )


def _places(pipeline: Pipeline, order: Ints, most: int, include: tuple[int, ...]) -> Ints:
    """Ranks less 1. Evenly spread on a logarithmic axis, which at the likely end means all of them."""
    size = order.size
    spread = np.geomspace(1, size, most).round().astype(np.int64) - 1
    edges = [place for cut in cuts(pipeline) for at in (cut.deepest, cut.first) for place in (at - 2, at - 1, at)]
    named = np.flatnonzero(np.isin(order, include))
    return np.unique(np.clip(np.concatenate([spread, np.array(edges, dtype=np.int64), named]), 0, size - 1))


def _log10_probs(stage: Stage) -> Wide:
    """(V,) from the logits, because float32 has no room for the least likely tokens' probabilities."""
    logits = stage.logits.astype(np.float64)
    shifted = logits - logits.max()
    return (shifted - np.log(np.exp(shifted).sum())) / np.log(10)
