"""Lines and levels of a training."""

from math import log

import numpy as np
import pytest

from explorer.findings.train import curves
from explorer.models.training.order import Order
from tests.findings.train.progresses import progress


def test_a_point_is_the_mean_of_the_batches_since_the_last_one() -> None:
    losses = np.arange(1000, dtype=np.float32)
    points = curves.seen(losses, 1000)
    assert len(points) == curves.POINTS
    assert points[0] == (10, 4.5)
    assert points[-1] == (1000, 994.5)
    assert np.mean([loss for _, loss in points]) == pytest.approx(losses.mean())


def test_while_it_goes_on_points_stay_where_they_were() -> None:
    losses = np.arange(1000, dtype=np.float32)
    some = curves.seen(losses[:333], 1000)
    assert some[:-1] == curves.seen(losses, 1000)[:33]
    assert some[-1][0] == 333


def test_a_short_training_has_a_point_a_batch() -> None:
    assert curves.seen(np.array([3, 2], np.float32), 50) == ((1, 3.0), (2, 2.0))


def test_levels_are_what_blind_and_frequent_guesses_cost() -> None:
    blind, frequent = curves.levels(progress())
    assert (blind.loss, frequent.loss) == (log(50), 3.0)
    assert "3.91" in blind.name
    assert curves.levels(progress(n_vocab=0)) == ()


def test_a_line_in_bits_a_character() -> None:
    one = progress(characters_a_token=2.0)
    line = curves.line(one, "it", curves.bits_a_character(one))
    assert line.unseen[-1] == (100, pytest.approx(2.0 / log(2) / 2))
    assert line.unseen_name.startswith("it: ")


def test_the_axis_is_as_long_as_the_longest() -> None:
    assert curves.longest([progress(), progress(Order(steps=300))]) == 300
