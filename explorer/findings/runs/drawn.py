"""Runs as points for `figures.run_lines`: their notes, their groups' names, ticks."""

import math
from collections.abc import Iterable
from statistics import mean

from explorer.figures.run_lines import RunAxes, RunLine
from explorer.findings.courses import course, hundredths
from explorer.scaling.own_runs import OwnRun
from explorer.words import _
from explorer.words.numbers import big, scientific
from explorer.words.sentences import joined


def parameters(n: int) -> str:
    return _("{n} parameters", n=big(n))


def tokens(n: int) -> str:
    return _("{n} tokens", n=big(n))


def note(run: OwnRun) -> str:
    """What a point says of its run."""
    return _(
        "{parameters}, {tokens}, seed {seed}: {loss} nats a token ± {error}",
        parameters=parameters(run.n),
        tokens=tokens(run.tokens),
        seed=run.seed,
        loss=f"{run.loss:.3f}",
        error=f"{run.standard_error:.3f}",
    )


def points(runs: Iterable[OwnRun], name: str, x: str, tone: float) -> RunLine:
    """A point a run; x: which quantity."""
    runs = tuple(runs)
    return RunLine(
        name,
        tuple(float(getattr(run, x)) for run in runs),
        tuple(run.loss for run in runs),
        tuple(note(run) for run in runs),
        tone,
        joined=False,
    )


def tone(place: int, of: int) -> float:
    """Of a group in an order."""
    return place / max(1, of - 1)


def ticks(low: float, high: float) -> tuple[tuple[float, str], ...]:
    """1, 2 and 5 of each power of ten where there are few powers, else the powers alone."""
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    parts = (1, 2, 5) if last - first <= 2 else (1, 3) if last - first <= 3 else (1,)
    values = [part * 10.0**power for power in range(first, last + 1) for part in parts]
    return tuple((value, _tick(value)) for value in values if low * 0.8 <= value <= high * 1.25)


def _tick(value: float) -> str:
    return big(value) if value < 1e9 else scientific(value, digits=1).removeprefix("1 × ")


def spoken(lines: Iterable[RunLine], axes: RunAxes) -> str:
    """A chart of runs for those who do not see it: every group's course from the least x to the greatest."""
    told = (course(line.name, _means(line), _place, hundredths) for line in lines)
    return joined(_("{y}, by {x}.", y=axes.y, x=axes.x), *told)


def _means(line: RunLine) -> list[tuple[float, float]]:
    """In the order of x; runs that differ in their seed alone are told as one."""
    alike: dict[float, list[float]] = {}
    for x, y in sorted(zip(line.x, line.y, strict=True)):
        alike.setdefault(x, []).append(y)
    return [(x, mean(losses)) for x, losses in alike.items()]


def _place(x: float) -> str:
    return big(x) if x < 1e12 else scientific(x, digits=2)
