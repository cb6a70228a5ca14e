"""The measured curves in a figure and in words."""

from collections.abc import Sequence

from explorer.figures.numbers import percent
from explorer.figures.shot_curves import ShotLine
from explorer.findings.courses import course
from explorer.findings.gpt3.shots.curve import Curve, Score
from explorer.findings.gpt3.shots.tasks import Task
from explorer.words import _, ngettext
from explorer.words.sentences import joined


def lines(curves: Sequence[Curve]) -> tuple[ShotLine, ...]:
    made = []
    for place, curve in enumerate(curves):
        made.append(_line(curve.model, curve.true, place, control=False))
        if curve.permuted:
            name = _("{model}, answers swapped", model=curve.model)
            made.append(_line(name, curve.permuted, place, control=True))
    return tuple(made)


def _line(name: str, scores: Sequence[Score], place: int, *, control: bool) -> ShotLine:
    low, high = zip(*(one.interval for one in scores), strict=True)
    counts, shares = zip(*((one.n, one.share) for one in scores), strict=True)
    return ShotLine(name, counts, shares, low, high, place, control)


def spoken(drawn: Sequence[ShotLine]) -> str:
    """Curves for those who do not see them: every line's course over the number of examples."""
    return joined(
        *(course(line.name, zip(line.counts, line.shares, strict=True), _examples, percent) for line in drawn)
    )


def _examples(n: float) -> str:
    return ngettext("{n} example", "{n} examples", round(n))


def labels() -> tuple[str, str]:
    return _("examples in the prompt"), _("right answers")


def level(task: Task) -> tuple[str, float]:
    return _("always the most frequent answer"), task.chance


def what_curve(curve: Curve, task: Task) -> str:
    """From the fewest examples to the most, and what swapping the answers does."""
    first, last = curve.true[0], curve.true[-1]
    low, high = last.interval
    told = _(
        "{model}: {few} of {asked} right with {first} examples in the prompt, {many} of {asked} with {n} (95 % "
        "interval {low} to {high}); letter for letter {exact} of them.",
        model=curve.model,
        few=first.right,
        first=first.n,
        many=last.right,
        n=last.n,
        asked=last.asked,
        low=percent(low),
        high=percent(high),
        exact=last.exact,
    )
    return joined(told, _copied(last), _swapped(curve, last))


def _copied(last: Score) -> str:
    """Where most wrong answers are other examples' answers."""
    wrong = last.asked - last.right
    if last.share > 0.5 or last.copied < 0.5 * wrong:
        return ""
    return _(
        "Of its {wrong} wrong answers {copied} are another example's answer: it repeats instead of doing the task.",
        wrong=wrong,
        copied=last.copied,
    )


def _swapped(curve: Curve, last: Score) -> str:
    if not curve.permuted:
        return ""
    control = curve.permuted[-1]
    places = {"right": control.right, "asked": control.asked, "n": control.n}
    if last.share - control.share >= APART:
        return _(
            "With the examples' answers swapped it is {right} of {asked}: what stands in them counts.",
            **places,
        )
    if last.share <= LOW:
        return ""
    return _(
        "With the examples' answers swapped it still is {right} of {asked}: the examples show the form and the kind of "
        "answer, the rest it knew (Min et al. 2022).",
        **places,
    )


APART = 0.25
"""Shares that differ by so much are told apart."""
LOW = 0.25
"""A share from which down nothing is learned that could be lost."""


def how(task: Task) -> str:
    """What was counted, and against what."""
    asked = len(task.examples if task.drawn else task.held_out)
    return _(
        "Right: the likeliest of the task's {answers} answers is the right one. {asked} things are asked, each of "
        "which is one trial of Wilson's interval; bars are 95 % intervals. Always giving the most frequent answer "
        "would be right in {chance}.",
        answers=len(task.answers),
        asked=asked,
        chance=percent(task.chance),
    )
