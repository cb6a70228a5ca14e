"""Speculative decoding (Leviathan et al. 2023): a small draft model proposes, the target accepts or rejects.

The target reads all proposals in one pass. A token x that the draft drew with probability q(x) is accepted with
probability min(1, p(x) / q(x)); the first rejected one is replaced by a draw from max(0, p - q), scaled to add up to 1.
What comes out is distributed as if the target had drawn alone.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from explorer.decoding.choice import choose, draw
from explorer.decoding.filters import Floats
from explorer.decoding.pipeline import run
from explorer.decoding.sampling import Sampling

JUDGE, REPLACE = 1 << 32, 2 << 32
"""Added to the step, so that proposing, judging and replacing at one place take different random numbers."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """One token of the draft that the target has judged."""

    token: int
    draft: float
    """q(x), with which the draft drew it."""
    target: float
    """p(x)"""
    number: float
    """In [0, 1): the token is accepted if it is below p / q."""
    accepted: bool


@dataclass(frozen=True, slots=True)
class Round:
    """One pass of the target."""

    proposals: tuple[Proposal, ...]
    """Up to the first rejected one."""
    dropped: tuple[int, ...]
    """What the draft had proposed after it; never judged."""
    token: int | None
    """What the target drew itself: in a rejected one's place, or after all. None where nothing was left to draw."""

    @property
    def tokens(self) -> tuple[int, ...]:
        """What the text gains."""
        accepted = tuple(one.token for one in self.proposals if one.accepted)
        return accepted if self.token is None else (*accepted, self.token)

    @property
    def rejected(self) -> bool:
        return bool(self.proposals) and not self.proposals[-1].accepted


Rows = Callable[[Sequence[int], int], Floats]
"""ids and n -> (n, V) the target's logits after each of the last n ids."""
Logits = Callable[[Sequence[int]], Floats]
"""ids -> (V,) the draft's logits of the token after them."""


def accepts(p: float, q: float, number: float) -> bool:
    """Whether a token is kept that the target gives p and that the draft drew with q."""
    return number * q < p


def left_over(p: Floats, q: Floats) -> Floats:
    """(V,) what a rejected token's place is drawn from: where the target gives more than the draft did."""
    more = np.maximum(p - q, 0)
    total = more.sum()
    return more / total if total > 0 else p


def speculate(
    target: Rows,
    draft: Logits,
    ids: Sequence[int],
    sampling: Sampling,
    *,
    gamma: int,
    n: int,
    ends: Collection[int] = (),
) -> Iterator[Round]:
    """On from `ids` by n tokens, or until one of `ends`; `gamma`: how many tokens the draft proposes at once."""
    if gamma < 1:
        raise ValueError(f"gamma is {gamma}: the draft must propose at least one token")
    text, end = tuple(ids), len(ids) + n
    while len(text) < end and (len(text) == len(ids) or text[-1] not in ends):
        most = min(gamma, end - len(text) - 1)
        made = _round(target, draft, text, sampling, step=len(text) - len(ids), gamma=most, ends=ends)
        text += made.tokens
        yield made


def _round(
    target: Rows,
    draft: Logits,
    text: tuple[int, ...],
    sampling: Sampling,
    *,
    step: int,
    gamma: int,
    ends: Collection[int],
) -> Round:
    proposed, qs = _proposed(draft, text, sampling, step, gamma, ends)
    rows = target((*text, *proposed), len(proposed) + 1)
    judged: list[Proposal] = []
    for i, (token, q) in enumerate(zip(proposed, qs, strict=True)):
        p = run(rows[i], (*text, *proposed[:i]), sampling).probs
        number = draw(seed=sampling.seed, step=JUDGE + step + i)
        kept = accepts(float(p[token]), float(q[token]), number)
        judged.append(Proposal(token, float(q[token]), float(p[token]), number, kept))
        if not kept:
            instead = choose(left_over(p, q), seed=sampling.seed, step=REPLACE + step + i)
            return Round(tuple(judged), tuple(proposed[i + 1 :]), instead)
    if proposed and proposed[-1] in ends:
        return Round(tuple(judged), (), None)
    last = run(rows[-1], (*text, *proposed), sampling).probs
    return Round(tuple(judged), (), choose(last, seed=sampling.seed, step=step + len(proposed)))


def _proposed(
    draft: Logits, text: tuple[int, ...], sampling: Sampling, step: int, gamma: int, ends: Collection[int]
) -> tuple[list[int], list[Floats]]:
    """The draft's tokens, and the (V,) probabilities that each was drawn with."""
    tokens: list[int] = []
    qs: list[Floats] = []
    while len(tokens) < gamma and (not tokens or tokens[-1] not in ends):
        context = (*text, *tokens)
        qs.append(run(draft(context), context, sampling).probs)
        tokens.append(choose(qs[-1], seed=sampling.seed, step=step + len(tokens)))
    return tokens, qs
