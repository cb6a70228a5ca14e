"""The best size for a compute, by each law: six ways that should be one, and what they ask of a famous budget."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from explorer.engine.runs import Run
from explorer.findings.scale.models import own
from explorer.scaling.laws import FLOP_PER_TOKEN, AdditiveLaw, Frontier, Numbers, Runs
from explorer.scaling.published_laws import Sized, additive, embeddings, frontier, sized
from explorer.words import _
from explorer.words.facts import Published, sources_of
from explorer.words.numbers import big, scientific

SIZES = np.geomspace(1e2, 1e16, 561)
"""At which the ways are drawn."""
FAMOUS = "gpt-3"


@dataclass(frozen=True, eq=False)
class Way:
    """The best size for every compute, by one law."""

    slug: str
    name: str
    color: str
    dash: str
    exponent: float
    """N grows with C to this power."""
    budget_for: Callable[[Numbers], Numbers]
    """Size -> the compute for which it is best."""
    runs: Runs
    published: tuple[Published, ...]

    def size(self, flop: float) -> float:
        """The best for a compute."""
        return float(np.exp(np.interp(np.log(flop), np.log(self.budget_for(SIZES)), np.log(SIZES))))


def ways() -> tuple[Way, ...]:
    one, two = frontier("hoffmann-1"), frontier("hoffmann-2")
    three, again = additive("hoffmann-unrounded"), additive("besiroglu")
    return (
        _frontier("kaplan", frontier("kaplan").source.named, frontier("kaplan"), "key", "solid"),
        _frontier("hoffmann-1", _approach(1, one), one, "query", "solid"),
        _frontier("hoffmann-2", _approach(2, two), two, "query", "dash"),
        _law("hoffmann-3", _approach(3, one), three, "query", "dot"),
        _law("besiroglu", again.source.named, again, "value", "solid"),
        _recounted(again),
    )


def _approach(n: int, of: Published) -> str:
    return _("{paper}, approach {n}", paper=of.source.named, n=n)


def _frontier(slug: str, name: str, one: Frontier, color: str, dash: str) -> Way:
    return Way(slug, name, color, dash, one.exponent, one.budget_for, one.runs, (one,))


def _law(slug: str, name: str, one: AdditiveLaw, color: str, dash: str) -> Way:
    return Way(slug, name, color, dash, one.exponent, one.budget_for, one.runs, (one,))


def _recounted(law: AdditiveLaw) -> Way:
    """A law, with parameters and compute counted as Kaplan et al. did, over the sizes that they trained."""
    runs, without = frontier("kaplan").runs, embeddings()

    def budget_for(parameters: Numbers) -> Numbers:
        return without.frontier(law, parameters)

    name = _("{paper}, embeddings not counted", paper=law.source.named)
    exponent = without.exponent(law, *runs.parameters)
    return Way("recounted", name, "mlp", "dashdot", exponent, budget_for, runs, (law, without))


@dataclass(frozen=True)
class Budget:
    """A model's compute, and its size."""

    name: str
    flop: float
    parameters: float


def budgets(run: Run) -> dict[str, Budget]:
    """By slug: the model on screen, where its card says enough, and those of others; the famous one first."""
    theirs = {one.slug: _budget(one) for one in sized() if one.operations and one.parameters}
    point = own(run).point
    ours = {"own": Budget(own(run).name, point.compute, point.parameters)} if point else {}
    named = {budget.name for budget in theirs.values()}
    kept = {slug: budget for slug, budget in ours.items() if budget.name not in named}
    return {FAMOUS: theirs[FAMOUS], **kept, **theirs}


def _budget(one: Sized) -> Budget:
    assert one.operations is not None
    assert one.parameters is not None
    return Budget(one.name, one.operations.number, one.parameters.number)


def told(budget: Budget) -> str:
    """What Kaplan's law would have made of a compute, and what the newest fit would."""
    first, last = (next(way for way in ways() if way.slug == slug) for slug in ("kaplan", "besiroglu"))
    much, little = first.size(budget.flop), last.size(budget.flop)
    values = {
        "model": budget.name, "first": first.name, "last": last.name, "own": big(budget.parameters, digits=3),
        "much": big(much), "little": big(little), "tokens": big(budget.flop / FLOP_PER_TOKEN / little),
    }  # fmt: skip
    if much > 1.1 * little:
        return _(
            "With the compute of {model} the best model has {much} parameters by {first}, and {little} by {last}: "
            "{times} times fewer, on {tokens} tokens. {model} itself has {own}.",
            times=big(much / little),
            **values,
        )
    return _(
        "With the compute of {model} the best model has {much} parameters by {first}, and {little} by {last}, "
        "on {tokens} tokens. {model} itself has {own}.",
        **values,
    )


def table(budget: Budget) -> str:
    """Markdown: every way, its exponent, and the size and text that it asks for."""
    head = (
        _("Law"), _("N grows as C to the power of"), _("Best size for this compute"), _("Tokens"), _("Where it stands"),
    )  # fmt: skip
    rows = [head, ("---",) * len(head), *(_row(way, budget.flop) for way in ways())]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _row(way: Way, flop: float) -> tuple[str, ...]:
    size = way.size(flop)
    cited = ", ".join(f"[{one.cited}]({one.source.link})" for one in way.published)
    return way.name, f"{way.exponent:.2f}", big(size), big(flop / FLOP_PER_TOKEN / size), cited


def unplaced() -> str:
    """Who is not on the picture, and what was not published of them."""
    edge = [one.name for one in sized() if one.parameters and not one.operations]
    nowhere = [one.name for one in sized() if not one.parameters]
    return _(
        "Compute is as published, or 6 N D. Not published: the compute of {edge}, at the left edge by its size alone, "
        "and size, text and compute of {nowhere}.",
        edge=", ".join(edge),
        nowhere=", ".join(nowhere),
    )


def budget_said(budget: Budget) -> str:
    return _("{n} operations", n=scientific(budget.flop))


def sources() -> str:
    return sources_of(*(one for way in ways() for one in way.published))
