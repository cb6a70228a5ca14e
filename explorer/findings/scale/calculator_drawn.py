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
from explorer.words.numbers import big, scientific
from explorer.words.sentences import joined

DECADES = 1.6
"""Of size that are seen to either side of the best."""
HIGH = 300
"""How many times the least cost is seen."""
TIMES = 3
"""How much smaller and larger the sizes are that are told."""


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


def spoken(wish: Wish, found: Plans) -> str:
    """The valleys for those who do not see them: the best size of each, and what sizes to either side would cost."""
    bases = (law(wish.law), law(wish.law), repeated())
    names = (_("training"), _("training and use"), _("with the text there is"))
    plans = (found.plain, found.served, found.short)
    valleys = (_valley(name, of, plan) for name, of, plan in zip(names, bases, plans, strict=True) if plan)
    return joined(*valleys)


def _valley(name: str, of: AdditiveLaw | RepeatedLaw, plan: Plan) -> str:
    best = plan.chosen.parameters
    sums = np.add(*costs(of, plan.task, np.array([best / TIMES, TIMES * best])))
    small, large = (f"{total / plan.cost.total:.2g}" if np.isfinite(total) else "∞" for total in sums)
    return _(
        "{name}: {c} operations with {n} parameters; {small} times as many with a size {times} times smaller, {large} "
        "times with one {times} times larger.",
        name=name,
        c=scientific(plan.cost.total, 2),
        n=big(best),
        small=small,
        large=large,
        times=TIMES,
    )
