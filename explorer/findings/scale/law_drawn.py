"""The law as its two pictures draw it: curves of loss against size, and the plane of size and text."""

import numpy as np
from numpy.typing import NDArray

from explorer.figures.log_lines import Axis, Line, Mark
from explorer.figures.loss_plane import Surface
from explorer.findings.scale.law import SIZE_FROM, SIZE_TO, TEXT_FROM, TEXT_TO
from explorer.findings.scale.names import amounts, nats, power
from explorer.scaling.laws import FLOP_PER_TOKEN, AdditiveLaw, Allocation
from explorer.words import _
from explorer.words.numbers import big, scientific
from explorer.words.sentences import apart

TEXTS = tuple(10.0**n for n in (9, 10, 11, 12, 13))
ABOVE = (0.02, 10.0)
"""Nats above the floor that are drawn."""
BELOW = "bottom center"
BUDGETS = tuple(10.0**n for n in range(16, 28, 2))


def size_axis() -> Axis:
    return Axis(_("Parameters"), 10.0**SIZE_FROM, 10.0**SIZE_TO, amounts(SIZE_FROM, SIZE_TO, 3))


def text_axis() -> Axis:
    return Axis(_("Tokens of the training"), 10.0**TEXT_FROM, 10.0**TEXT_TO, amounts(TEXT_FROM, TEXT_TO))


def loss_axis(law: AdditiveLaw) -> Axis:
    """How far above the floor, in powers of ten, which makes straight lines of power laws; the loss itself is said."""
    ticks = [(above, nats(law.e + above)) for above in (0.01, 0.03, 0.1, 0.3, 1, 3, 10)]
    return Axis(_("Loss, nats a token; floor {floor}", floor=nats(law.e)), *ABOVE, ticks)


def curves(law: AdditiveLaw, point: Allocation) -> tuple[list[Line], list[Mark]]:
    """Loss above the floor against size, for several texts and for the point's own, and at the point's compute."""
    sizes = np.geomspace(10.0**SIZE_FROM, 10.0**SIZE_TO, 120)

    def above(tokens: float | NDArray[np.float64]) -> NDArray[np.float64]:
        return law.loss(sizes, tokens) - law.e

    several = _("text of {least} to {most} tokens", least=big(TEXTS[0]), most=big(TEXTS[-1]))
    of_texts = [Line("" if n else several, sizes, above(text), "muted", width=1) for n, text in enumerate(TEXTS)]
    own = Line(_("text of {n} tokens", n=big(point.tokens)), sizes, above(point.tokens), "query")
    budget = Line(_("at the same compute"), sizes, above(point.compute / FLOP_PER_TOKEN / sizes), "key", "dash")
    return [*of_texts, budget, own], marks(law, point)


def marks(law: AdditiveLaw, point: Allocation) -> list[Mark]:
    """The point on the curves, and the best size for its compute."""
    best, own = law.optimum(point.compute), float(law.loss(point.parameters, point.tokens))
    return [
        Mark(best_size(), best.parameters, float(law.best(point.compute)) - law.e, "key", "diamond", side=BELOW),
        Mark(chosen(), point.parameters, own - law.e, "query", size=12),
    ]


def chosen() -> str:
    return _("the chosen point")


def best_size() -> str:
    return _("the best size")


def surface(law: AdditiveLaw) -> Surface:
    sizes = np.geomspace(10.0**SIZE_FROM, 10.0**SIZE_TO, 60)
    texts = np.geomspace(10.0**TEXT_FROM, 10.0**TEXT_TO, 60)
    return Surface(sizes, texts, law.loss(sizes[None, :], texts[:, None]), _("equal loss"))


def plane(law: AdditiveLaw, point: Allocation, others: list[Mark]) -> tuple[list[Line], list[Mark]]:
    """Lines of equal compute, the way of the best, the point and models of others."""
    ends = np.array([10.0**SIZE_FROM, 10.0**SIZE_TO])
    equal = [
        Line(_("equal compute") if n == 0 else "", ends, flop / FLOP_PER_TOKEN / ends, "muted", "dot", 1)
        for n, flop in enumerate(BUDGETS)
    ]
    own = Line(_("as much as the chosen point"), ends, point.compute / FLOP_PER_TOKEN / ends, "key", "dash", 1.5)
    budgets = np.geomspace(1e12, 1e30, 60)
    best = [law.optimum(flop) for flop in budgets]
    way = Line(_("best for each compute"), [one.parameters for one in best], [one.tokens for one in best], "value")
    labels = [
        Mark(power(flop), flop / FLOP_PER_TOKEN / text, text, "muted", size=1, side="middle right")
        for flop in BUDGETS
        if 10.0**SIZE_FROM < flop / FLOP_PER_TOKEN / (text := 1.4e8) < 0.5 * 10.0**SIZE_TO
    ]
    here = Mark(chosen(), point.parameters, point.tokens, "query", size=12, side="top right")
    return [*equal, own, way], [*labels, *others, here]


def curves_spoken(law: AdditiveLaw, point: Allocation) -> str:
    """The curves for those who do not see them: what a model of the chosen size loses after how much text."""
    after = (
        _("{loss} after {amount} tokens", loss=nats(float(law.loss(point.parameters, text))), amount=big(text))
        for text in TEXTS
    )
    return _(
        "A model of {n} parameters: {losses}; however long it learns, not below {floor}.",
        n=big(point.parameters),
        losses=apart(*after),
        floor=nats(float(law.loss(point.parameters, np.inf))),
    )


def plane_spoken(law: AdditiveLaw, point: Allocation) -> str:
    """The map for those who do not see it: the best of a hundredth of the compute, of it, and of a hundred times it."""
    return apart(*(_best_spoken(law, times * point.compute) for times in (0.01, 1.0, 100.0)))


def _best_spoken(law: AdditiveLaw, flop: float) -> str:
    best = law.optimum(flop)
    return _(
        "best for {c} operations: {n} parameters and {d} tokens, with a loss of {loss}",
        c=scientific(flop, 2),
        n=big(best.parameters),
        d=big(best.tokens),
        loss=nats(float(law.best(flop))),
    )
