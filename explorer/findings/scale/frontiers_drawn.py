"""The ways through compute and size as lines, with models as points."""

import numpy as np
from numpy.typing import NDArray

from explorer.engine.runs import Run
from explorer.figures.log_lines import Axis, Line, Mark
from explorer.findings.scale import models
from explorer.findings.scale.frontiers import SIZES, Budget, Way, ways
from explorer.findings.scale.names import amounts, powers
from explorer.scaling.laws import Numbers
from explorer.scaling.published_laws import sized
from explorer.words import _
from explorer.words.numbers import big, scientific
from explorer.words.sentences import apart

COMPUTE = (1e15, 1e27)
SIZE = (1e5, 1e13)


def compute_axis() -> Axis:
    return Axis(_("Operations of the training"), *COMPUTE, powers(15, 27, 2))


def size_axis() -> Axis:
    return Axis(_("Parameters"), *SIZE, amounts(5, 13))


def lines(budget: Budget) -> list[Line]:
    """Strong where a law was fitted to runs of such sizes, faint beyond; and an upright line at the budget."""
    upright = Line("", [budget.flop, budget.flop], list(SIZE), "muted", "dot", 1.5)
    return [upright, *(line for way in ways() for line in _lines(way))]


def _lines(way: Way) -> list[Line]:
    compute = way.budget_for(SIZES)
    seen = _within(compute, COMPUTE) & _within(SIZES, SIZE)
    fitted = seen & _within(SIZES, way.runs.parameters)
    return [
        Line("", compute[seen], SIZES[seen], way.color, way.dash, 1.5, 0.55),
        Line(way.name, compute[fitted], SIZES[fitted], way.color, way.dash, 3.0),
    ]


def _within(values: Numbers, ends: tuple[float, float]) -> NDArray[np.bool_]:
    return (values >= ends[0]) & (values <= ends[1])


def marks(run: Run) -> list[Mark]:
    return [*_edge(), *models.by_compute(run)]


def _edge() -> list[Mark]:
    """Those whose size alone is known, at the left edge."""
    known = [(one.name, one.parameters.number, one) for one in sized() if one.parameters and not one.operations]
    at = COMPUTE[0] * 1.4
    return [
        Mark(name, at, size, "muted", "triangle-left-open", 10, "middle right", models.about(one))
        for name, size, one in known
    ]


def spoken(budget: Budget) -> str:
    """The picture for those who do not see it: every way's best size at the budget, at a hundredth and at a hundred
    times of it."""
    return apart(*(_way_spoken(way, budget.flop) for way in ways()))


def _way_spoken(way: Way, flop: float) -> str:
    return _(
        "{name}: {few} parameters at {low} operations, {some} at {flop}, {many} at {high}",
        name=way.name,
        few=big(way.size(flop / 100)),
        some=big(way.size(flop)),
        many=big(way.size(100 * flop)),
        low=scientific(flop / 100, 2),
        flop=scientific(flop, 2),
        high=scientific(100 * flop, 2),
    )
