"""What the model wrote at some moments of its training, the latest first."""

from collections.abc import Sequence

from explorer.components.text.answer_table import AnswerTable, Cell, Row
from explorer.engine.trainings import Progress, Sample
from explorer.figures.numbers import count
from explorer.words import _

MOST = 4
"""Samples that are shown: the latest, and earlier ones that are far from each other."""

LONGEST = 160
"""Characters of each."""


def writes(progress: Progress) -> AnswerTable:
    rows = tuple(Row("", count(sample.step), (Cell(_short(sample.text)),)) for sample in spread(progress.samples))
    return AnswerTable(
        columns=(_("After step"), _("It writes")), rows=rows, label=_("What it writes as it learns"), said={}
    )


def spread(samples: Sequence[Sample]) -> list[Sample]:
    """The latest, then at most a third of the steps of the one before it, and so on; the first of all is the last."""
    if not samples:
        return []
    chosen, *earlier = reversed(samples)
    kept = [chosen]
    for sample in earlier:
        if len(kept) < MOST - 1 and 3 * sample.step <= kept[-1].step and sample.step > 0:
            kept.append(sample)
    return kept + ([samples[0]] if samples[0] is not chosen else [])


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
