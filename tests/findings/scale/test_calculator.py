"""How large, how much text, how many days."""

from dataclasses import replace

import numpy as np
import pytest

from explorer.errors import Refused
from explorer.findings.scale import calculator, calculator_drawn
from explorer.findings.scale.calculator import Wish, plans
from explorer.findings.scale.names import law
from explorer.scaling.published_laws import additive

PLAIN = Wish("besiroglu", None, 2.2, 0.0, None, "h100", 0.4)
USED = replace(PLAIN, served=1e13)
SHORT = replace(PLAIN, law="muennighoff", unique=1e10)


def test_a_budget_and_the_loss_that_it_reaches_have_one_plan() -> None:
    by_budget = plans(replace(PLAIN, flop=1e22, loss=None))
    by_loss = plans(replace(PLAIN, loss=by_budget.loss))
    assert by_budget.plain.cost.training == pytest.approx(1e22)
    assert by_loss.plain.chosen.parameters == pytest.approx(by_budget.plain.chosen.parameters)


def test_it_says_size_text_operations_and_days() -> None:
    found = plans(PLAIN)
    best = additive("besiroglu").optimum(additive("besiroglu").budget(2.2))
    assert found.plain.chosen.parameters == pytest.approx(best.parameters)
    said = calculator.told(PLAIN, found)
    assert "A loss of 2.20" in said
    assert "NVIDIA H100 SXM at 40 %" in said
    days = best.compute / (989e12 * 0.4) / 86_400
    assert f"{days:.0f}"[:2] in said


def test_use_asks_for_a_smaller_model_and_costs_less_in_all() -> None:
    found = plans(USED)
    assert found.served is not None
    assert found.served.chosen.parameters < found.plain.chosen.parameters
    assert found.served.chosen.tokens > found.plain.chosen.tokens
    assert "10 trillion tokens" in calculator.served_told(found)
    assert calculator.served_told(plans(PLAIN)) == ""


def test_short_text_costs_more_or_is_not_enough() -> None:
    found = plans(replace(SHORT, loss=2.5))
    assert found.short is not None
    assert "each" in calculator.short_told(SHORT, found)
    assert found.short.cost.training >= found.plain.cost.training
    never = plans(replace(SHORT, unique=1e8))
    assert never.short is None
    assert "no size gets so far" in calculator.short_told(replace(SHORT, unique=1e8), never)


def test_a_loss_at_the_floor_is_refused_and_says_what_to_do() -> None:
    with pytest.raises(Refused, match="choose a higher loss"):
        plans(replace(PLAIN, law="muennighoff", loss=1.85))


def test_every_loss_that_is_offered_is_one_or_is_refused() -> None:
    for slug in ("besiroglu", "hoffmann", "muennighoff"):
        for loss in calculator.LOSSES:
            try:
                found = plans(replace(PLAIN, law=slug, loss=loss))
            except Refused:
                assert loss < law(slug).e + calculator.LEAST
            else:
                assert float(law(slug).loss(found.plain.chosen.parameters, found.plain.chosen.tokens)) == pytest.approx(
                    loss
                )


def test_the_picture_is_a_valley_with_each_plan_at_its_bottom() -> None:
    for wish in (USED, replace(SHORT, loss=2.5)):
        found = plans(wish)
        x, y = calculator_drawn.axes(found)
        for line, mark in zip(calculator_drawn.lines(wish, found), calculator_drawn.marks(found), strict=True):
            bottom = int(np.argmin(line.y))
            assert mark.y == pytest.approx(line.y[bottom], rel=0.01)
            assert mark.x == pytest.approx(line.x[bottom], rel=0.05)
            assert x.low < mark.x < x.high
            assert y.low < mark.y < y.high


def test_the_part_of_the_peak_is_that_of_a_published_training() -> None:
    assert calculator.reached() == pytest.approx(6 * 65.2e9 * 380 / 312e12)
    assert "48 %" in calculator.used_said()
    assert "section 2.4" in calculator.used_said()
