"""The losses of trainings as lines: means of a few steps, so that single batches do not hide where it goes."""

from collections.abc import Sequence
from math import log

import numpy as np
from numpy.typing import NDArray

from explorer.engine.training_start import guesses
from explorer.engine.trainings import Progress
from explorer.figures.training_lines import Level, TrainingLabels, TrainingLine
from explorer.findings.courses import at_step, course, hundredths
from explorer.findings.train.told import nats
from explorer.words import _
from explorer.words.sentences import joined

POINTS = 100
"""Of the line of batches, at most."""


def steps_a_point(steps: int) -> int:
    """How many batches one point is the mean of, in a training of so many steps."""
    return max(1, -(-steps // POINTS))


def seen(losses: NDArray[np.float32], steps: int) -> tuple[tuple[int, float], ...]:
    """(step, mean loss of the batches since the last point), of a training of so many steps in all.

    >>> seen(np.float32([3, 1, 2]), 200)
    ((2, 2.0), (3, 2.0))
    """
    size = steps_a_point(steps)
    parts = (losses[start : start + size] for start in range(0, len(losses), size))
    ends = (min(start + size, len(losses)) for start in range(0, len(losses), size))
    return tuple((end, float(part.mean())) for end, part in zip(ends, parts, strict=True))


def line(progress: Progress, name: str = "", unit: float = 1.0) -> TrainingLine:
    """name: what to call the training, where there are several. unit: what its losses are divided by."""
    steps = progress.order.steps
    learnt, held_out = _("text it learns from"), _("held-out text")
    return TrainingLine(
        seen_name=_("{name}: {what}", name=name, what=learnt) if name else learnt,
        unseen_name=_("{name}: {what}", name=name, what=held_out) if name else held_out,
        seen=tuple((step, loss / unit) for step, loss in seen(progress.losses, steps)),
        unseen=tuple((step, loss / unit) for step, loss in progress.held_out),
    )


def spoken(lines: Sequence[TrainingLine], costs: Sequence[Level] = ()) -> str:
    """The chart for those who do not see it: every line's course, and what simple guesses cost."""
    told = (
        course(name, points, at_step, hundredths)
        for line in lines
        for name, points in ((line.seen_name, line.seen), (line.unseen_name, line.unseen))
    )
    return joined(joined(*told) or _("Nothing is learned yet."), *(_("{title}.", title=level.name) for level in costs))


def levels(progress: Progress) -> tuple[Level, ...]:
    """What blind guessing and the tokens' frequencies cost; nothing before that is known."""
    if not progress.n_vocab:
        return ()
    costs = guesses(progress.order)
    return (
        Level(_("guessing blindly: {loss}", loss=nats(costs.uniform)), costs.uniform),
        Level(_("frequencies alone: {loss}", loss=nats(costs.unigram)), costs.unigram),
    )


def labels() -> TrainingLabels:
    return TrainingLabels(steps=_("steps"), loss=_("loss (nats a token)"))


def labels_a_character() -> TrainingLabels:
    return TrainingLabels(steps=_("steps"), loss=_("loss (bits a character)"))


def bits_a_character(progress: Progress) -> float:
    """What a loss in nats a token is divided by to become bits a character."""
    return log(2) * progress.characters_a_token


def longest(runs: Sequence[Progress]) -> int:
    """Steps of the axis."""
    return max((one.order.steps for one in runs), default=1)
