"""Two trainings beside each other: on one axis, the settings that differ, and what each of them writes."""

from collections.abc import Sequence

from explorer.components.text.answer_table import AnswerTable, Cell, Row
from explorer.engine.trainings import Progress
from explorer.figures.training_lines import Level, TrainingLabels, TrainingLine
from explorer.findings.train import curves, settings
from explorer.findings.train.told import nats
from explorer.findings.train.verdict import MARGIN
from explorer.models.training.order import Order
from explorer.words import _
from explorer.words.sentences import joined, listed

Pair = tuple[Progress, Progress]


def alike(pair: Pair) -> bool:
    """Whether their losses have one unit: the same text, cut alike."""
    return len({_reads(one.order) for one in pair}) == 1


def _reads(order: Order) -> tuple[object, ...]:
    cut = (order.cut, order.n_vocab if order.cut == "bpe" else 0)
    return order.text, order.pasted, order.characters, *cut


def lines(pair: Pair, names: tuple[str, str]) -> tuple[TrainingLine, ...]:
    """In nats a token where they have one unit, else in bits a character."""
    units = (1.0, 1.0) if alike(pair) else tuple(curves.bits_a_character(one) for one in pair)
    return tuple(curves.line(one, name, unit) for one, name, unit in zip(pair, names, units, strict=True))


def levels(pair: Pair) -> tuple[Level, ...]:
    """Of trainings whose losses have one unit; others have levels of their own each."""
    return curves.levels(pair[0]) if alike(pair) else ()


def labels(pair: Pair) -> TrainingLabels:
    return curves.labels() if alike(pair) else curves.labels_a_character()


def what_differs(pair: Pair, names: tuple[str, str]) -> AnswerTable:
    one, other = (progress.order for progress in pair)
    rows = [
        Row("", settings.name(field), (Cell(settings.value(one, field)), Cell(settings.value(other, field))))
        for field in settings.differing(one, other)
    ]
    rows.append(Row("", _("Parameters"), tuple(Cell(f"{progress.n_parameters:,}") for progress in pair)))
    rows.append(Row("", _("Steps taken"), tuple(Cell(f"{progress.step:,}") for progress in pair)))
    rows.append(Row("", _("Held-out loss"), tuple(Cell(_last(progress)) for progress in pair)))
    rows.append(Row("", _("It writes"), tuple(Cell(_written(progress)) for progress in pair)))
    return AnswerTable(columns=(_("Setting"), *names), rows=tuple(rows), label=_("How the two differ"), said={})


def _last(progress: Progress) -> str:
    return nats(progress.held_out[-1][1]) if progress.held_out else "–"


def _written(progress: Progress) -> str:
    return progress.samples[-1].text[:120] if progress.samples else "–"


def which_is_better(pair: Pair, names: tuple[str, str]) -> str:
    """By the held-out loss where both are now."""
    if not all(one.held_out for one in pair):
        return ""
    return joined(_only(pair), _untrained(pair, names) or _better(pair, names))


def _only(pair: Pair) -> str:
    """What is the one thing in which they differ, or that they differ in several."""
    fields = settings.differing(pair[0].order, pair[1].order)
    if not fields:
        return _("Both have the same settings.")
    names = [settings.name(field) for field in fields]
    if len(names) == 1:
        return _("One setting differs: {name}.", name=names[0])
    return _("{n} settings differ: {names}.", n=len(names), names=listed(names))


def _untrained(pair: Pair, names: tuple[str, str]) -> str:
    fresh = [name for one, name in zip(pair, names, strict=True) if one.step == 0]
    if not fresh:
        return ""
    if len(fresh) == 2:
        return _("Neither has learned anything yet: train both, and see what the difference makes.")
    return _("{name} has not learned anything yet.", name=fresh[0])


def _better(pair: Pair, names: tuple[str, str]) -> str:
    ends = [_end(one, pair) for one in pair]
    gap = abs(ends[0] - ends[1])
    better = 0 if ends[0] < ends[1] else 1
    places = {
        "better": names[better],
        "other": names[1 - better],
        "low": nats(ends[better]),
        "high": nats(ends[1 - better]),
    }
    if gap < MARGIN:
        return _("On text that neither has seen they are alike: {low} and {high}.", **places)
    if alike(pair):
        return _(
            "On text that it never learned from, {better} costs {low} nats a token and {other} {high}: {gap} less.",
            gap=nats(gap),
            **places,
        )
    return _(
        "Their tokens or texts differ, so both are counted in bits a character: {better} {low}, {other} {high}.",
        **places,
    )


def _end(progress: Progress, pair: Pair) -> float:
    loss = progress.held_out[-1][1]
    return loss if alike(pair) else loss / curves.bits_a_character(progress)


def names_of(pair: Sequence[str]) -> tuple[str, str]:
    """Two names that can be told apart."""
    one, other = pair
    return (one, other) if one != other else (_("{name} (1)", name=one), _("{name} (2)", name=other))
