"""The heads that look from where an answer is due to the examples' answers, and what becomes of it without them.

What stands before an answer, the arrow, stood before every earlier one: a head that looks at what came after the same
token before, an induction head (Olsson et al. 2022), looks at the examples' answers. Where nothing but the word itself
stands before its answer, it looks at what came after that word.
"""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from explorer.engine import cache
from explorer.engine.current import engine
from explorer.findings.gpt3.shots.asking import fits, ids_of
from explorer.findings.gpt3.shots.curve import Progress, Score, score
from explorer.findings.gpt3.shots.prompts import Shot, counts, looked_up, shots
from explorer.findings.gpt3.shots.tasks import Task
from explorer.trace.edits import Ablate

if TYPE_CHECKING:
    from explorer.engine.jobs import Handle
    from explorer.models.model import Model

Floats = NDArray[np.float64]
Head = tuple[int, int]

MOST_SHOWN = 8
"""Examples in the prompts on which heads are scored and silenced."""
SCORED = 8
"""Prompts on which the heads are scored: none of those that are asked later."""
DRAWN = 3
"""Sets of random heads, each as many as were silenced."""


@dataclass(frozen=True, eq=False)
class Carriers:
    """Every head's share of attention, from the last token to what came after the same token before."""

    scores: Floats
    """(L, H) the mean over prompts."""
    chance: float
    """What a head gives them that looks at all tokens alike."""

    def top(self, k: int) -> tuple[Head, ...]:
        n_heads = self.scores.shape[1]
        order = np.argsort(-self.scores, axis=None, kind="stable")[:k]
        return tuple((int(at) // n_heads, int(at) % n_heads) for at in order)


@dataclass(frozen=True)
class Silenced:
    """The same prompts with heads silenced, and without."""

    k: int
    heads: tuple[Head, ...]
    intact: Score
    top: Score
    random: tuple[Score, ...]
    """Of each set of as many others, drawn at random."""


def shown(task: Task) -> int:
    """How many examples the prompts have here."""
    return max(n for n in counts(task) if n <= MOST_SHOWN)


def carriers(model: "Model", task: Task) -> Carriers:
    """Computed once; a pass for each of SCORED prompts."""
    key = ("few-shot heads", model.name, model.fingerprint, task)
    return cache.once(key, lambda: _carriers(model, task))


def scored_on(task: Task) -> tuple[Shot, ...]:
    """Prompts that ask one of the task's examples after others of them; where answers are drawn, after another deal."""
    if task.drawn:
        return looked_up(task, shown(task), deal=1)[:SCORED]
    n, pairs = min(shown(task), len(task.examples) - 1), task.examples
    rolled = ((*pairs[at:], *pairs[:at]) for at in range(min(SCORED, len(pairs))))
    return tuple(Shot(turn[1 : n + 1], *turn[0], task.sign) for turn in rolled)


def looked_for(ids: Sequence[int]) -> tuple[int, ...]:
    """Where something follows an earlier place of the last token: behind each arrow, or behind the word itself.

    >>> looked_for((7, 1, 8, 7, 2, 9, 7))
    (1, 4)
    """
    return tuple(place for place in range(1, len(ids)) if ids[place - 1] == ids[-1])


def _carriers(model: "Model", task: Task) -> Carriers:
    made = [shot for shot in scored_on(task) if fits(model, shot)]
    rows = [_looks(model, shot) for shot in made]
    return Carriers(np.mean([row for row, _chance in rows], axis=0), float(np.mean([chance for _row, chance in rows])))


def _looks(model: "Model", shot: Shot) -> tuple[Floats, float]:
    ids = ids_of(model, shot)
    places = list(looked_for(ids))
    trace = engine.trace(model.fingerprint, ids)
    rows = [trace.pattern_row(layer, len(ids) - 1)[:, places].sum(-1) for layer in range(model.shape.n_layers)]
    return np.array(rows, dtype=np.float64), len(places) / len(ids)


def key_of(model: "Model", task: Task, k: int) -> Hashable:
    return "few-shot silenced", model.name, model.fingerprint, task, k


def known(model: "Model", task: Task, k: int) -> Silenced | None:
    return cache.peek(key_of(model, task, k))


def silenced(handle: "Handle", model: "Model", task: Task, k: int) -> Silenced:
    """What is held out, asked with all heads, without the top k, and without k others, DRAWN times."""
    found = carriers(model, task)
    made, n = shots(task, shown(task)), shown(task)
    sets = [(), found.top(k), *(others(found, k, draw) for draw in range(DRAWN))]
    progress = Progress(handle, len(sets) * len(made))
    intact, top, *random = (score(model, task, n, made, progress, _edits(heads)) for heads in sets)
    return cache.put(key_of(model, task, k), Silenced(k, found.top(k), intact, top, tuple(random)))


def others(found: Carriers, k: int, draw: int) -> tuple[Head, ...]:
    """k heads that are not among the top k."""
    n_heads, top = found.scores.shape[1], set(found.top(k))
    left = [divmod(at, n_heads) for at in range(found.scores.size) if divmod(at, n_heads) not in top]
    rng = np.random.default_rng((k, draw))
    return tuple(left[at] for at in rng.permutation(len(left))[:k])


def _edits(heads: Sequence[Head]) -> tuple[Ablate, ...]:
    return tuple(Ablate(layer, head) for layer, head in heads)
