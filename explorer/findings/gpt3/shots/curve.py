"""Accuracy against the number of examples, measured on the model as a job."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from explorer.analysis.calibration import wilson
from explorer.engine import cache
from explorer.engine.growing import GrowingText
from explorer.engine.protocol import Edits
from explorer.findings.gpt3.shots.asking import Answered, answered, fits
from explorer.findings.gpt3.shots.prompts import Shot, counts, shots
from explorer.findings.gpt3.shots.tasks import Task

if TYPE_CHECKING:
    from explorer.engine.jobs import Handle
    from explorer.models.model import Model


@dataclass(frozen=True)
class Score:
    """What became of all that was asked, with one number of examples."""

    n: int
    right: int
    """Answers that were the likeliest among the task's."""
    exact: int
    """Answers that were written, letter for letter."""
    copied: int
    """Likeliest answers that are wrong, and stand in the prompt as another example's answer."""
    asked: int
    probability: float
    """The geometric mean of the right answers' probabilities."""

    @property
    def share(self) -> float:
        return self.right / self.asked

    @property
    def interval(self) -> tuple[float, float]:
        """Of `share`, 95 % (Wilson 1927)."""
        low, high = wilson(self.share, self.asked)
        return float(low), float(high)


@dataclass(frozen=True)
class Curve:
    model: str
    true: tuple[Score, ...]
    permuted: tuple[Score, ...]
    """With each example another one's answer: from two examples on."""


def key_of(model: "Model", task: Task) -> Hashable:
    return "few-shot curve", model.name, model.fingerprint, task


def known(model: "Model", task: Task) -> Curve | None:
    return cache.peek(key_of(model, task))


def measured(handle: "Handle", model: "Model", task: Task) -> Curve:
    """Can be cancelled after each answer."""
    plans = [(n, permuted) for permuted in (False, True) for n in counts(task) if n > 1 or not permuted]
    asked = [(n, permuted, shots(task, n, permuted=permuted)) for n, permuted in plans]
    asked = [plan for plan in asked if all(fits(model, shot) for shot in plan[2])]
    progress = Progress(handle, sum(len(plan[2]) for plan in asked))
    found = [(permuted, score(model, task, n, made, progress)) for n, permuted, made in asked]
    true, mixed = (tuple(one for permuted, one in found if permuted == wanted) for wanted in (False, True))
    return cache.put(key_of(model, task), Curve(model.name, true, mixed))


class Progress:
    """Counts answers, over everything that is asked in one job."""

    def __init__(self, handle: "Handle", of: int) -> None:
        self._handle, self._done, self._of = handle, 0, of

    def one_more(self) -> None:
        said = {"done": self._done + 1, "of": self._of}
        self._handle.report(self._done, self._of, "Asking: answer {done} of {of}", **said)
        self._done += 1


def score(model: "Model", task: Task, n: int, made: tuple[Shot, ...], progress: Progress, edits: Edits = ()) -> Score:
    """One text grows and is taken back, so that what the prompts begin with is read once."""
    text, answers = GrowingText(model, edits=edits), task.answers
    found: list[Answered] = []
    for shot in made:
        progress.one_more()
        found.append(answered(model, text.rows, shot, answers))
    copied = (one.likeliest in shot.copied for one, shot in zip(found, made, strict=True))
    return Score(
        n=n,
        right=sum(one.right for one in found),
        exact=sum(one.exact for one in found),
        copied=sum(copied),
        asked=len(found),
        probability=float(np.exp(np.mean([one.log_prob for one in found]))),
    )
