"""How well a model reads a long text: what its tokens cost, and how much less where more stands before them.

A window moves over the text by a quarter of its length, so that the same tokens are read with little before them and,
windows later, with much.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.ngrams import Bigrams
from explorer.analysis.surprisal import kl, log_probs

Floats = NDArray[np.float64]

EIGHTHS = 8
"""Of a window: its second is "little before them", its last "much"."""


@dataclass(frozen=True)
class Reading:
    """All in bits a token."""

    loss: float
    """With at least half a window before it."""
    in_context: float
    """The loss of tokens in the last eighth of the window less that of the same tokens in its second eighth: the more
    negative, the more the text before helps (after Olsson et al. 2022, who take the 500th token and the 50th)."""
    from_unigram: float
    """KL divergence of the model's predictions from the unigrams' (Kullback and Leibler 1951)."""
    from_bigram: float
    """And from the bigrams'."""


def reading(
    logits_of: Callable[[Sequence[int]], NDArray[np.float32]], ids: Sequence[int], *, size: int, grams: Bigrams
) -> Reading:
    """ids: a text, longer than a window of `size` tokens. logits_of: n ids -> (n, V)."""
    starts = range(0, len(ids) - size + 1, size // 4)
    costs, apart = [], []
    for turn, start in enumerate(starts):
        window = ids[start : start + size]
        logs = log_probs(logits_of(window)) / np.log(2)
        costs.append(-logs[np.arange(size - 1), list(window[1:])])
        if turn % 4 == 0:
            apart.append(_apart(logs[:-1], window[:-1], grams))
    cost = np.stack(costs)  # (windows, size - 1), column t is the token at t + 1
    from_unigram, from_bigram = np.mean(apart, 0)
    return Reading(
        loss=float(cost[:, size // 2 - 1 :].mean()),
        in_context=_in_context(cost, size),
        from_unigram=float(from_unigram),
        from_bigram=float(from_bigram),
    )


def _in_context(cost: Floats, size: int) -> float:
    """The last eighth of a window is the second eighth of the window three quarters later: the same tokens."""
    eighth = size // EIGHTHS
    little, much = cost[3:, eighth - 1 : 2 * eighth - 1], cost[:-3, size - eighth - 1 :]
    return float(much.mean() - little.mean())


def _apart(logs: Floats, before: Sequence[int], grams: Bigrams) -> tuple[float, float]:
    """(n, V) predictions after each of n tokens: their mean KL divergence from either table."""
    unigram, bigram = (kl(logs, np.log2(table)).mean() for table in (grams.unigram, grams.rows(before)))
    return float(unigram), float(bigram)
