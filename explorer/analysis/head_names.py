"""Names for heads by a stated rule, from their scores in one text. The names are TransformerLens' where it has one."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.analysis import heads

if TYPE_CHECKING:
    from explorer.trace import Trace

Floats = NDArray[np.float32]

KINDS = ("previous_token", "induction", "duplicate_token", "first_position", "local", "broad")
"""In the order in which they are shown. The first four say what a head looks for, the last two only how far."""

NAMED_FROM = dict.fromkeys(KINDS[:4], 0.4) | {"local": 0.75, "broad": 0.95}
"""The score from which a head has the name: 0.4 is usual for the first four (ARENA's detectors have it)."""

TIMES_CHANCE = 2
"""And, for the first four, more than so many times what a head that looks evenly at all it may see would score."""

FEWEST_REPEATS = 3
"""Tokens that were there before. From fewer no head is called by what it does with them."""

SHORTEST = 2 * heads.REACH + 1
"""Tokens. In a shorter text everything is near and nothing is far, so that no head is called local or broad."""


@dataclass(frozen=True, eq=False)
class HeadScores:
    """Every head of a model on one text: (L, H), each 0..1 but the entropy."""

    previous_token: Floats
    induction: Floats
    """Prefix matching: 0 where nothing is said twice."""
    duplicate_token: Floats
    first_position: Floats
    local: Floats
    broad: Floats
    entropy: Floats
    """Bits, the mean over query positions."""
    chance: dict[str, float]
    """By kind but "broad": the score of a head that looks evenly at all it may see."""
    n_tokens: int
    repeats: int
    """Tokens that were there before, on which "induction" and "duplicate_token" rest."""

    def __post_init__(self) -> None:
        shapes = {
            getattr(self, each.name).shape
            for each in fields(self)
            if each.name not in {"chance", "n_tokens", "repeats"}
        }
        if len(shapes) != 1:
            raise ValueError(f"scores of the same heads have the shapes {sorted(shapes)}")

    def __getitem__(self, kind: str) -> Floats:
        """(L, H) of one of KINDS."""
        return getattr(self, kind)

    @property
    def names(self) -> NDArray[np.object_]:
        """(L, H) the kind of each head, or "" where no rule applies."""
        named = np.full(self.entropy.shape, "", dtype=object)
        # The best of those that say what is looked for; else how far.
        best = np.zeros_like(self.entropy)
        for kind in KINDS[:4]:
            wins = self._fits(kind) & (self[kind] > best)
            named[wins], best[wins] = kind, self[kind][wins]
        for kind in KINDS[4:]:
            named[self._fits(kind) & (named == "")] = kind
        return named

    def _fits(self, kind: str) -> NDArray[np.bool_]:
        if kind in KINDS[4:] and self.n_tokens < SHORTEST:
            return np.zeros(self.entropy.shape, dtype=bool)
        if kind in {"induction", "duplicate_token"} and self.repeats < FEWEST_REPEATS:
            return np.zeros(self.entropy.shape, dtype=bool)
        fits = self[kind] >= NAMED_FROM[kind]
        return fits & (self[kind] > TIMES_CHANCE * self.chance[kind]) if kind in KINDS[:4] else fits


def scores_of(patterns: Sequence[Floats], ids: Sequence[int], *, causal: bool) -> HeadScores:
    """`patterns`: L times (H, T, T)."""
    rows = [heads.entropy(pattern) for pattern in patterns]
    even = heads.evenly(len(ids), causal=causal)
    measured = {kind: np.stack([score(pattern, ids) for pattern in patterns]) for kind, score in _MEASURES.items()}
    measured["broad"] = np.stack([heads.evenness(bits, causal=causal) for bits in rows])
    chance = {kind: float(score(even, ids)) for kind, score in _MEASURES.items()}
    spread = np.stack([bits.mean(-1) for bits in rows])
    return HeadScores(**measured, entropy=spread, chance=chance, n_tokens=len(ids), repeats=heads.repeats(ids))


def scores_in(trace: "Trace") -> HeadScores:
    """Those of a trace, layer by layer."""
    layers = [scores_of([pattern], trace.ids, causal=trace.causal) for pattern in trace.patterns()]
    rows = {kind: np.concatenate([each[kind] for each in layers]) for kind in (*KINDS, "entropy")}
    return HeadScores(**rows, chance=layers[0].chance, n_tokens=len(trace.ids), repeats=layers[0].repeats)


_MEASURES: dict[str, Callable[[Floats, Sequence[int]], Floats]] = {
    "previous_token": lambda pattern, ids: heads.previous_token_score(pattern),
    "induction": heads.prefix_matching_score,
    "duplicate_token": heads.duplicate_token_score,
    "first_position": lambda pattern, ids: heads.first_position_score(pattern),
    "local": lambda pattern, ids: heads.local_score(pattern),
}
