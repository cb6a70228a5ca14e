"""Predict, then reveal: the law of the small sizes, held against the largest run."""

from dataclasses import dataclass

import numpy as np

from explorer.figures.numbers import percent
from explorer.figures.run_lines import LawBand, Mark, RunAxes, RunLine
from explorer.findings.courses import course, hundredths
from explorer.findings.runs.drawn import parameters, points, ticks
from explorer.findings.runs.drawn import spoken as lines_spoken
from explorer.findings.runs.laws import law_of, seen
from explorer.scaling.own_law import LEAST_SIZES, Fitted, Interval
from explorer.scaling.own_runs import OwnRun, budgets, of_kind, sizes
from explorer.words import _, ngettext
from explorer.words.numbers import big
from explorer.words.sentences import joined


@dataclass(frozen=True)
class Prediction:
    """What the law of the runs that are seen says of one that is not."""

    seen: tuple[OwnRun, ...]
    """All budgets; the picture shows the target's."""
    hidden: tuple[OwnRun, ...]
    """On the target's budget: sizes between the seen ones and the target's."""
    target: OwnRun
    law: Fitted
    value: float
    interval: Interval

    @property
    def error(self) -> float:
        """Relative: positive where the law said more than it was."""
        return self.value / self.target.loss - 1

    @property
    def held(self) -> bool:
        return self.interval.holds(self.target.loss)


def counts(budget: int) -> tuple[int, ...]:
    """How many of the smallest sizes can be seen, so that one is left on this budget."""
    return tuple(range(LEAST_SIZES, len(sizes(_on(budget)))))


def prediction(n_sizes: int, budget: int) -> Prediction:
    """Of the largest size that was trained on a budget, from the runs of the smallest sizes at all budgets."""
    known, law = seen(n_sizes), law_of(n_sizes)
    here = _on(budget)
    target = here[-1]
    x = float(target.n), float(target.tokens)
    hidden = tuple(run for run in here if run not in known and run is not target)
    return Prediction(known, hidden, target, law, float(law.law(*x)), law.of_a_run(*x))


def offered_budgets() -> tuple[int, ...]:
    """Those on which enough sizes were trained."""
    return tuple(budget for budget in budgets(of_kind("straight")) if counts(budget))


def _on(budget: int) -> tuple[OwnRun, ...]:
    return tuple(run for run in of_kind("straight") if run.budget == budget)


def bounds(one: Prediction) -> tuple[float, float, float]:
    """Of a guess: the least and the most that can be said, and where it begins: at what the largest seen size lost."""
    last = [run.loss for run in one.seen if run.budget == one.target.budget]
    return round(min(last) * 0.8, 2), round(max(last), 2), round(min(last), 2)


Picture = tuple[list[RunLine], list[LawBand], list[Mark], RunAxes]


def picture(one: Prediction, guess: float, *, law: bool, revealed: bool) -> Picture:
    """law: whether the law's line is drawn; revealed: whether the truth is."""
    here = [run for run in one.seen if run.budget == one.target.budget]
    lines = [points(here, _("seen"), "n", 1.0)]
    along = np.geomspace(here[0].n, one.target.n, 60)
    bands = []
    if law and one.law.agreed:
        law_there = one.law.band(along, np.full(len(along), float(one.target.tokens)))
        bands.append(LawBand.of(_("law of what is seen"), along, *law_there))
    marks = [Mark(_("your guess"), float(one.target.n), guess, tone="key", symbol="diamond-open")]
    if law and one.law.agreed:
        marks.append(_expected(one))
    if revealed:
        lines += [points(one.hidden, _("uncovered"), "n", 0.3)] if one.hidden else []
        marks.append(Mark(_("the largest run"), float(one.target.n), one.target.loss, tone="value", symbol="star"))
    said = RunAxes(
        _("Parameters, without the table of tokens"),
        _("Loss on held-out books, nats a token"),
        ticks(here[0].n, one.target.n),
    )
    return lines, bands, marks, said


def _expected(one: Prediction) -> Mark:
    x, low, high = float(one.target.n), one.interval.low, one.interval.high
    return Mark(_("predicted, 95 of 100"), x, one.value, low, high, "ink", "line-ew")


def question(one: Prediction) -> str:
    """What is seen, and what is not."""
    n = len({run.n for run in one.seen})
    return ngettext(
        "{n} size is seen, up to {seen}. What does the model of {target} lose, {times} times as large?",
        "{n} sizes are seen, up to {seen}. What does the model of {target} lose, {times} times as large?",
        n,
        seen=parameters(one.seen[-1].n),
        target=parameters(one.target.n),
        times=big(one.target.n / one.seen[-1].n),
    )


def expected(one: Prediction) -> str:
    """What the law says before anything is uncovered."""
    if not one.law.agreed:
        return _("The fit's starts did not come to one end, so there is no prediction from these sizes.")
    return _(
        "The law of these sizes says {value} nats a token, and with 95 of 100 between {low} and {high}.",
        value=f"{one.value:.3f}",
        low=f"{one.interval.low:.3f}",
        high=f"{one.interval.high:.3f}",
    )


def outcome(one: Prediction, guess: float) -> str:
    """How far off the law and the visitor were, whoever was nearer."""
    truth = one.target.loss
    off = guess - truth
    yours = _("Your guess was off by {off} nats ({share}).", off=f"{abs(off):.3f}", share=percent(abs(off / truth)))
    said = _("It lost {truth} nats a token.", truth=f"{truth:.3f}")
    if not one.law.agreed:
        return joined(said, yours)
    return joined(said, _law_outcome(one), yours)


def _law_outcome(one: Prediction) -> str:
    places = {"off": f"{abs(one.value - one.target.loss):.3f}", "share": percent(abs(one.error))}
    if one.held:
        return _("The law was off by {off} nats ({share}), within its interval.", **places)
    if one.error > 0:
        return _("The law said {off} nats too much ({share}): the model is better than its interval.", **places)
    return _("The law said {off} nats too little ({share}): the model is worse than its interval.", **places)


def how(one: Prediction) -> str:
    """What was fitted, and what the interval means."""
    return _(
        "L(N, D) = E + A/N^a + B/D^b, fitted to all {n} runs of the sizes that are seen, on all budgets. The band "
        "holds 95 of 100 laws of a bootstrap that draws whole trainings; the bar adds how far single runs lie beside "
        "their law. Neither knows whether the law still holds further out.",
        n=len(one.seen),
    )


def spoken(shown: Picture) -> str:
    """The chart for those who do not see it: what is seen, and every mark."""
    lines, _bands, marks, axes = shown
    told = (course(mark.name, [(mark.x, mark.y)], parameters_of, hundredths) for mark in marks)
    return joined(lines_spoken(lines, axes), *told)


def parameters_of(n: float) -> str:
    return parameters(round(n))
