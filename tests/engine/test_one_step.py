"""One step as a job: every rate begins at the model itself, and what is kept is a value."""

import pickle
from dataclasses import replace

import numpy as np
import pytest

from explorer.engine.jobs import Cancelled, Handle, Job
from explorer.engine.one_step import Order, Stepped, known, light, stepped, work_of
from explorer.models.tuning.exercises import Exercises
from explorer.models.tuning.one_step_ways import RATES
from tests.models.tiny import shared

OWN, OTHER = Exercises((3, 1, 4, 1, 5), (1, 2, 3, 4)), Exercises((9, 2, 6), (1, 2))
ORDER = Order(OWN, OTHER, "sgd")


def handle(wanted: bool = True) -> Handle:
    return Handle(Job("x", {"me"}), lambda job: wanted)


@pytest.fixture(scope="module")
def found() -> Stepped:
    return stepped(handle(), shared("gpt2"), ORDER)


def test_it_is_kept_and_found_again(found: Stepped) -> None:
    assert known(shared("gpt2"), ORDER) is found
    assert known(shared("gpt2"), replace(ORDER, way="adam")) is None
    assert known(shared("llama"), ORDER) is None


def test_there_is_one_of_everything_a_rate(found: Stepped) -> None:
    assert found.rates == RATES["sgd"]
    assert found.other is not None
    assert len(found.after) == len(found.other[1]) == len(found.rates)
    assert all(one.losses.shape == (4,) for one in found.after)
    assert found.other[0].losses.shape == (2,)


def test_the_best_rate_has_the_least_loss_and_the_smallest_keeps_its_promise(found: Stepped) -> None:
    losses = [one.loss for one in found.after]
    assert losses[found.best] == min(losses) < found.before.loss
    assert found.measured(1) == pytest.approx(found.predicted(1), rel=0.1)


def test_the_same_order_gives_the_same_numbers(found: Stepped) -> None:
    again = stepped(handle(), shared("gpt2"), ORDER)
    for one, other in zip(found.after, again.after, strict=True):
        assert np.array_equal(one.losses, other.losses)


def test_it_is_a_value_that_travels(found: Stepped) -> None:
    back = pickle.loads(pickle.dumps(found))
    assert back.order == ORDER
    assert np.array_equal(back.moved.layers, found.moved.layers)


def test_nobody_waits_for_what_nobody_wants() -> None:
    with pytest.raises(Cancelled):
        stepped(handle(wanted=False), shared("gpt2"), ORDER)


def test_large_models_are_not_copied_unasked() -> None:
    small = shared("gpt2")
    assert light(small, ORDER)
    assert not light(replace(small, n_parameters=10**9), ORDER)
    assert work_of(small, ORDER) > work_of(small, replace(ORDER, other=None))
