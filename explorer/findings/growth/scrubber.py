"""The checkpoints of a training on a line, for the frame and for the page."""

import numpy as np

from explorer.components.frame.training_steps import Labels, Stop, TrainingSteps
from explorer.figures.numbers import count
from explorer.models.history import History
from explorer.words import _
from explorer.words.numbers import big


def training_steps(history: History, step: int) -> TrainingSteps:
    """ValueError where the step was not kept."""
    return TrainingSteps(
        stops=tuple(Stop(count(one), told(history, one)) for one in history.kept),
        at=history.kept.index(step),
        curve=tuple(curve(history)),
        labels=Labels(
            name=_("Training"),
            scrub=_("Step of the training"),
            back=_("One checkpoint earlier"),
            forward=_("One checkpoint later"),
            play=_("Let it learn, checkpoint by checkpoint"),
            pause=_("Pause"),
        ),
    )


def told(history: History, step: int) -> str:
    """What is to be known of a checkpoint, in a line."""
    bits = history.series.loss[history.place(step)]
    return _(
        "step {step} of {last} · {tokens} tokens read · {bits} bits a token",
        step=count(step),
        last=count(history.last),
        tokens=big(step * history.tokens_a_step),
        bits=f"{bits:.2f}",
    )


def curve(history: History) -> list[tuple[float, float]]:
    """(where between the stops, height from 0 to 1) of every measured loss."""
    steps, loss = np.asarray(history.series.step, float), history.series.loss
    places = np.interp(np.log1p(steps), np.log1p(history.kept), np.arange(len(history.kept)))
    heights = (loss - loss.min()) / max(1e-9, float(np.ptp(loss)))
    return [(round(float(x), 3), round(float(y), 3)) for x, y in zip(places, heights, strict=True)]
