"""What a loss costs, against Sardana et al. 2023 and against published trainings."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as some

from explorer.scaling.laws import AdditiveLaw, Allocation, compute
from explorer.scaling.published_laws import additive, repeated
from explorer.scaling.spending import Cost, Task, cheapest, cost, gpu_days, tokens_for

SARDANA = replace(additive("hoffmann"), alpha=0.336, beta=0.283)
"""The digits that Sardana et al. computed with."""


def best_of_size(law: AdditiveLaw, size: float) -> Allocation:
    """What a size is best for."""
    return law.optimum(float(law.budget_for(size)))


@pytest.mark.parametrize(
    ("size", "served", "best", "times"),
    [(7e9, 1e11, 6e9, 1.18), (13e9, 2e12, 7e9, 2.16)],  # section 3, and figure 1
)
def test_a_model_that_is_much_used_is_better_smaller_and_longer_trained(
    size: float, served: float, best: float, times: float
) -> None:
    plain = best_of_size(SARDANA, size)
    task = Task(float(SARDANA.loss(plain.parameters, plain.tokens)), served)
    found = cheapest(SARDANA, task)
    assert found is not None
    assert found.parameters == pytest.approx(best, rel=0.01)
    assert found.tokens / plain.tokens == pytest.approx(times, abs=0.01)


def test_the_saving_of_figure_1() -> None:
    """13 billion parameters' quality and two trillion tokens served: 17 % less."""
    plain = best_of_size(SARDANA, 13e9)
    task = Task(float(SARDANA.loss(plain.parameters, plain.tokens)), 2e12)
    found = cheapest(SARDANA, task)
    assert found is not None
    assert 1 - cost(task, found).total / cost(task, plain).total == pytest.approx(0.17, abs=0.005)


@given(some.floats(1e18, 1e25), some.floats(1e6, 1e14))
def test_at_the_cheapest_both_ways_to_lower_the_loss_cost_alike(flop: float, served: float) -> None:
    """The first-order condition: d loss / d ln N = (1 + T / 3D) d loss / d ln D."""
    law = additive("besiroglu")
    task = Task(float(law.best(flop)), served)
    found = cheapest(law, task)
    assert found is not None
    by_size = law.alpha * law.a * found.parameters**-law.alpha
    by_text = law.beta * law.b * found.tokens**-law.beta
    assert by_size / by_text == pytest.approx(1 + served / (3 * found.tokens), rel=0.01)


@given(some.floats(1e18, 1e25))
def test_unused_it_is_the_optimum(flop: float) -> None:
    law = additive("muennighoff")
    found = cheapest(law, Task(float(law.best(flop))))
    assert found is not None
    assert found.parameters == pytest.approx(law.optimum(flop).parameters, rel=0.01)
    assert cost(Task(0), found) == Cost(found.compute, 0.0)


def test_a_loss_at_the_floor_costs_more_than_there_is() -> None:
    assert cheapest(additive("hoffmann"), Task(1.69)) is None


def test_short_text_makes_a_loss_dearer_and_too_little_makes_it_impossible() -> None:
    law = repeated()
    loss = float(law.law.best(1e22))
    found = cheapest(law, Task(loss, unique=1e11))
    assert found is not None
    assert found.compute > law.law.budget(loss)
    assert found.tokens > 1e11
    assert cheapest(law, Task(loss, unique=1e10)) is None
    plenty = cheapest(law, Task(loss, unique=1e13))
    assert plenty is not None
    assert plenty.compute == pytest.approx(law.law.budget(loss), rel=0.01)


def test_text_without_a_bound_is_the_plain_laws() -> None:
    size = np.array([1e10])
    assert tokens_for(repeated(), Task(2.2), size) == pytest.approx(repeated().law.tokens(2.2, size))


def test_llama_65b_took_a_million_gpu_hours() -> None:
    """Touvron et al. 2023, table 15: 1,022,362 hours of an A100; 380 tokens a second are 48 % of its peak."""
    flop = float(compute(65.2e9, 1.4e12))
    used = 6 * 65.2e9 * 380 / 312e12
    assert used == pytest.approx(0.48, abs=0.005)
    assert 24 * gpu_days(flop, 312e12, used) == pytest.approx(1_022_362, rel=0.01)
