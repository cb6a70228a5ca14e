"""All runs by the one recipe: losses against what was made large, the law in them, and what it says."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray

from explorer.figures.run_lines import LawBand, Role, RunAxes, RunLine
from explorer.findings.runs.drawn import points, ticks, tokens, tone
from explorer.findings.runs.laws import joint_law
from explorer.scaling.own_law import Fitted, Interval
from explorer.scaling.own_runs import OwnRun, budgets, column, of_kind, own_runs, seconds_of_all, sizes
from explorer.words import _, ngettext
from explorer.words.numbers import big, scientific
from explorer.words.sentences import joined

Axis = Literal["n", "tokens", "compute", "curves"]
Picture = tuple[list[RunLine], list[LawBand], RunAxes]

Array = NDArray[np.float64]

NO_FLOOR = 0.1
"""Share of a loss: an interval that begins lower does not tell a floor from none."""

ALONG = 60
"""Places at which a law is drawn."""


def axes() -> dict[Axis, str]:
    """What the loss can be seen against."""
    return {
        "n": _("Parameters"),
        "tokens": _("Tokens read"),
        "compute": _("Compute"),
        "curves": _("While they learn"),
    }


def picture(axis: Axis) -> Picture:
    return {"n": _by_parameters, "tokens": _by_tokens, "compute": _by_compute, "curves": _curves}[axis]()


def _by_parameters() -> Picture:
    runs, law = of_kind("straight"), joint_law()
    along = np.geomspace(*_ends(runs, "n"), ALONG)
    groups = budgets(runs)
    lines, bands = [], []
    for place, budget in enumerate(groups):
        group, shade = [run for run in runs if run.budget == budget], tone(place, len(groups))
        lines.append(points(group, tokens(budget), "n", shade))
        bands += _band(law, along, (along, np.full(ALONG, float(group[0].tokens))), shade)
    return lines, bands, _axes("n", _("Parameters, without the table of tokens"))


def _by_tokens() -> Picture:
    runs, law = of_kind("straight"), joint_law()
    along = np.geomspace(*_ends(runs, "tokens"), ALONG)
    groups = sizes(runs)
    lines, bands = [], []
    for place, n in enumerate(groups):
        group, shade = [run for run in runs if run.n == n], tone(place, len(groups))
        lines.append(points(group, big(n), "tokens", shade))
        bands += _band(law, along, (np.full(ALONG, float(n)), along), shade)
    return lines, bands, _axes("tokens", _("Tokens read; a shade a number of parameters"))


def _by_compute() -> Picture:
    runs, law = of_kind("straight"), joint_law()
    groups = sizes(runs)
    lines = [
        points([run for run in runs if run.n == n], big(n), "compute", tone(place, len(groups)))
        for place, n in enumerate(groups)
    ]
    compute = np.geomspace(*_ends(runs, "compute"), ALONG)
    bands = _band(law, compute, best_split(law, compute), "ink", _("the law's best split of a compute"))
    return lines, bands, _axes("compute", _("Compute: 6 × parameters × tokens, floating-point operations"))


def best_split(law: Fitted, compute: Array) -> tuple[Array, Array]:
    """Parameters and tokens of the least loss that the law has for 6 N D = compute: both as long as `compute`."""
    n = np.geomspace(1e3, 1e9, 2_000)[:, None]
    best = n[np.argmin(law.law(n, compute / 6 / n), axis=0), 0]
    return best, compute / 6 / best


def _curves() -> Picture:
    runs = of_kind("straight")
    longest = [run for run in runs if run.seed == 0 and run.budget == budgets(runs)[-1] and run.curve]
    lines = [
        RunLine(
            big(run.n),
            tuple(float(point.tokens) for point in run.curve),
            tuple(point.held_out for point in run.curve),
            tone=tone(place, len(longest)),
            points=False,
        )
        for place, run in enumerate(longest)
    ]
    said = _("Tokens read so far; a shade a number of parameters")
    x = [x for line in lines for x in line.x]
    return lines, [], RunAxes(said, _loss(), ticks(min(x), max(x)))


def _band(law: Fitted, along: Array, x: tuple[Array, ...], shade: float | Role, name: str = "") -> list[LawBand]:
    """None where the fits did not come to one end."""
    if not law.agreed:
        return []
    return [LawBand.of(name, along, *law.band(*x), tone=shade)]


def _ends(runs: tuple[OwnRun, ...], quantity: str) -> tuple[float, float]:
    values = column(runs, quantity)
    return float(values.min()), float(values.max())


def _axes(quantity: str, said: str) -> RunAxes:
    return RunAxes(said, _loss(), ticks(*_ends(of_kind("straight"), quantity)))


def _loss() -> str:
    return _("Loss on held-out books, nats a token")


def striking() -> str:
    """What a doubling is worth where models are small, and where they are large."""
    runs = of_kind("straight")
    most = budgets(runs)[-1]
    n = [one for one in sizes(runs) if any(run.n == one and run.budget == most for run in runs)]
    loss = [float(np.mean([run.loss for run in runs if (run.n, run.budget) == (one, most)])) for one in n]
    first, last = (_a_doubling(n[at : at + 2], loss[at : at + 2]) for at in (0, len(n) - 2))
    return _(
        "{sizes} models of {small} to {large} parameters, taught alike by {tokens} tokens: for a doubling of the "
        "parameters the loss falls by {first} nats where they are smallest, and by {last} where they are largest.",
        sizes=len(n),
        small=big(n[0]),
        large=big(n[-1]),
        tokens=big(most),
        first=f"{first:.3f}",
        last=f"{last:.3f}",
    )


def _a_doubling(n: list[int], loss: list[float]) -> float:
    return (loss[0] - loss[1]) / float(np.log2(n[1] / n[0]))


def law_said() -> str:
    """The law with its intervals, or that there is none."""
    law = joint_law()
    if not law.agreed:
        return ngettext(
            "No law is given: of the fit's {n} start none came to the same end as another.",
            "No law is given: the fit's {n} starts did not come to one end.",
            law.fit.starts,
        )
    (a, b), (scale_a, scale_b) = law.law.exponents, law.law.constants
    return _(
        "The law that fits them best, of the form of Hoffmann et al. 2022 (equation 2): "
        "L = {floor} + {scale_a} / N^{a} + {scale_b} / D^{b} nats. In 95 of 100 draws of the bootstrap the floor is "
        "{floors}, N's power in {many_a}, D's in {many_b}.",
        floor=f"{law.law.floor:.2f}",
        scale_a=big(scale_a),
        scale_b=big(scale_b),
        a=f"{a:.2f}",
        b=f"{b:.2f}",
        floors=_between(law.interval("floor")),
        many_a=_between(law.interval("exponents", 0)),
        many_b=_between(law.interval("exponents", 1)),
    )


def _between(interval: Interval) -> str:
    return f"{interval.low:.2f}–{interval.high:.2f}"


def what_lacks() -> str:
    """Of the largest run's loss: what the law puts down to too few parameters, and what to too little text."""
    law, run = joint_law(), of_kind("straight")[-1]
    if not law.agreed:
        return ""
    floor = law.interval("floor")
    if floor.low < NO_FLOOR * run.loss:
        return _(
            "How low the loss could ever fall cannot be told from runs so small: floors between {low} and {high} nats "
            "fit about as well.",
            low=f"{floor.low:.2f}",
            high=f"{floor.high:.2f}",
        )
    (few, little) = (
        scale / x**power
        for scale, power, x in zip(law.law.constants, law.law.exponents, (run.n, run.tokens), strict=True)
    )
    return _(
        "Of the largest model's {loss} nats the law puts {little} down to too little text and {few} to too few "
        "parameters; the floor stays, whatever is made larger.",
        loss=f"{run.loss:.2f}",
        little=f"{little:.2f}",
        few=f"{few:.2f}",
    )


def how() -> str:
    """The recipe, and what it took."""
    runs = own_runs()
    one = of_kind("straight")[-1]
    hours = seconds_of_all(runs) / 3600
    return joined(
        _(
            "All have {layers} layers and differ in width. They read English books, none of the text twice, with a "
            "vocabulary of {vocabulary} tokens; the loss is of {held_out} tokens of books that none has seen. Small "
            "sizes have three seeds.",
            layers=one.n_layers,
            vocabulary=one.vocabulary,
            held_out=big(one.held_out_tokens),
        ),
        _(
            "{n} runs, {compute} floating-point operations, {hours} hours of one processor core; the largest read "
            "{speed} tokens a second.",
            n=len(runs),
            compute=scientific(sum(run.compute for run in runs), digits=2),
            hours=f"{hours:.1f}",
            speed=big(one.tokens / one.seconds),
        ),
    )
