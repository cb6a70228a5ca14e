"""What a loss costs, against the size: a valley, and how use and short text move it."""

import numpy as np

from explorer.figures.log_lines import Axis, Line, Mark
from explorer.findings.scale.calculator import Plan, Plans, Wish
from explorer.findings.scale.names import amounts, law, powers
from explorer.scaling.laws import AdditiveLaw, Numbers
from explorer.scaling.published_laws import repeated
from explorer.scaling.repeated import RepeatedLaw
from explorer.scaling.spending import costs
from explorer.words import _
from explorer.words.numbers import big

DECADES = 1.6
"""Of size that are seen to either side of the best."""
HIGH = 300
"""How many times the least cost is seen."""


def axes(found: Plans) -> tuple[Axis, Axis]:
    sizes, total = [one.chosen.parameters for one in _all(found)], [one.cost.total for one in _all(found)]
    low, high = min(sizes) / 10**DECADES, max(sizes) * 10**DECADES
    least, most = min(found.plain.cost.training, *total) / 3, max(total) * 30
    return (
        Axis(_("Parameters"), low, high, amounts(4, 16)),
        Axis(_("Operations"), least, max(most, least * HIGH), powers(8, 36)),
    )


def lines(wish: Wish, found: Plans) -> list[Line]:
    x = axes(found)[0]
    sizes = np.geomspace(x.low, x.high, 400)
    base = law(wish.law)
    drawn = [_line(_("training"), base, found.plain, sizes, "query", "solid")]
    if found.served is not None:
        drawn.append(_line(_("training and use"), base, found.served, sizes, "key", "dash"))
    if found.short is not None:
        drawn.append(_line(_("with the text there is"), repeated(), found.short, sizes, "attention", "dot"))
    return drawn


def _line(name: str, of: AdditiveLaw | RepeatedLaw, plan: Plan, sizes: Numbers, color: str, dash: str) -> Line:
    training, serving = costs(of, plan.task, sizes)
    total = training + serving
    there = np.isfinite(total)
    return Line(name, sizes[there], total[there], color, dash)


def marks(found: Plans) -> list[Mark]:
    looks = (
        ("query", "circle", "bottom center"),
        ("key", "diamond", "bottom left"),
        ("attention", "square", "top right"),
    )
    drawn = zip((found.plain, found.served, found.short), looks, strict=True)
    return [_mark(plan, *look) for plan, look in drawn if plan is not None]


def _mark(plan: Plan, color: str, symbol: str, side: str) -> Mark:
    size = plan.chosen.parameters
    return Mark(big(size), size, plan.cost.total, color, symbol, 11, side)


def _all(found: Plans) -> list[Plan]:
    return [plan for plan in (found.plain, found.served, found.short) if plan is not None]
