"""Beam search: several beginnings are kept at once, those with the largest joint probability so far.

As transformers' `generate(num_beams=…)` does it with its defaults (`early_stopping=False`): of 2 K candidates (more
where several tokens end a text) the K likeliest that have not ended go on, and only those among the first K may count
as ended.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from explorer.analysis.surprisal import log_probs
from explorer.decoding.filters import Floats
from explorer.largest import largest


@dataclass(frozen=True, slots=True)
class Hypothesis:
    """One continuation of a text."""

    tokens: tuple[int, ...]
    log_prob: float
    """Of all its tokens together, in nats."""
    ended: bool = False
    """By a token that ends a text, or because it is as long as was asked for."""

    def score(self, length_penalty: float) -> float:
        """What hypotheses of different lengths are compared by: the larger the penalty, the better for long ones."""
        return self.log_prob / len(self.tokens) ** length_penalty


@dataclass(frozen=True, slots=True)
class BeamSearch:
    best: tuple[Hypothesis, ...]
    """As many as there are beams, the best score first."""
    kept: tuple[tuple[Hypothesis, ...], ...]
    """After each step, those that went on or had just ended, the likeliest first."""


Onward = Callable[[Sequence[int], Sequence[int]], Floats]
"""Which of the last texts, and a token for each -> (K, V) logits of what comes after them."""


def beam_search(
    first: ArrayLike, onward: Onward, *, beams: int, n: int, ends: Collection[int], length_penalty: float = 1.0
) -> BeamSearch:
    """`first`: (V,) logits after the text that all begin with; `n`: the most tokens of a continuation."""
    if beams < 1 or n < 1:
        raise ValueError(f"there must be at least one beam and one token, not {beams} and {n}")
    running, logits = [Hypothesis((), 0.0)], np.asarray(first)[None]
    done: list[Hypothesis] = []
    kept: list[tuple[Hypothesis, ...]] = []
    for length in range(1, n + 1):
        found = _candidates(running, logits, max(2, 1 + len(ends)) * beams, ends if length < n else ())
        ended = [one for one, _ in found[:beams] if one.ended or length == n]
        done = sorted(done + ended, key=lambda one: -one.score(length_penalty))[:beams]
        going = [(one, parent) for one, parent in found if not one.ended][:beams]
        kept.append(tuple(one for one, _ in found if one in ended or (one, _) in going))
        running = [one for one, _ in going]
        if length == n or not going or _settled(running[0], done, beams, length_penalty):
            break
        logits = onward([parent for _, parent in going], [one.tokens[-1] for one in running])
    return BeamSearch(tuple(done), tuple(kept))


def _candidates(
    running: list[Hypothesis], logits: Floats, k: int, ends: Collection[int]
) -> list[tuple[Hypothesis, int]]:
    """The k likeliest ways of going on by one token, each with the place of its parent."""
    joint = log_probs(logits) + np.array([one.log_prob for one in running])[:, None]
    flat = joint.ravel()
    places = [divmod(int(place), joint.shape[1]) for place in largest(flat, k)]
    return [
        (Hypothesis((*running[parent].tokens, token), float(joint[parent, token]), token in ends), parent)
        for parent, token in places
    ]


def _settled(best: Hypothesis, done: list[Hypothesis], beams: int, length_penalty: float) -> bool:
    """Whether all places are taken by hypotheses that the best running one, as it is now, does not beat."""
    return len(done) == beams and best.score(length_penalty) <= done[-1].score(length_penalty)
