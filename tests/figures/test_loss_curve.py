"""The loss by step: what stands in the figure."""

from typing import Any

import plotly.graph_objects as go

from explorer.figures.loss_curve import LossLabels, loss_curve
from explorer.figures.palette import LIGHT

LABELS = LossLabels("seen", "unseen", "steps", "loss")


def test_both_losses_stand_after_as_many_steps_as_were_taken() -> None:
    drawn: Any = loss_curve((3.0, 2.0, 1.0), ((0, 4.0), (3, 1.5)), LABELS, LIGHT, steps=40)
    go.Figure(drawn.to_dict())  # valid
    seen, unseen = drawn.data
    assert (list(seen.x), list(seen.y)) == ([0, 1, 2], [3.0, 2.0, 1.0])
    assert (list(unseen.x), list(unseen.y)) == ([0, 3], [4.0, 1.5])
    assert list(drawn.layout.xaxis.range) == [0, 40]


def test_before_the_first_step_there_is_an_empty_figure() -> None:
    drawn: Any = loss_curve((), (), LABELS, LIGHT, steps=0)
    assert len(drawn.data) == 2
