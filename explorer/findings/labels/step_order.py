"""What one step is made on, and what is only read before and after it."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

from explorer.engine.one_step import Order
from explorer.engine.runs import Run
from explorer.errors import Refused
from explorer.findings.labels.exercises import exercises_of, own_exercises
from explorer.findings.output.calibration import held_out
from explorer.models.tuning.exercises import Exercises
from explorer.models.tuning.one_step_ways import Way
from explorer.text.units import starts_of
from explorer.words import _, language

MOST_OTHER, MOST_OTHER_GAPS = 32, 8
"""Tokens of the other text that are asked for, as `exercises.MOST`."""
LOOKED_THROUGH = 6000
"""Characters of held-out text."""
LENGTHS = {"en": (40, 80), "ja": (16, 36)}
"""Characters of the sentence that is taken from it."""
LONGEST_OTHER = 300


def ways() -> dict[Way, str]:
    return {"sgd": _("Along the gradient (SGD)"), "adam": _("Along its signs (Adam)")}


def order_of(run: Run, way: Way, other: str) -> Order:
    """Refused where nothing of the visitor's text can be asked; of the other, nothing is then said."""
    own = own_exercises(run)
    try:
        return Order(own, _few(exercises_of(run.model, other)), way)
    except Refused:
        return Order(own, None, way)


def _few(exercises: Exercises) -> Exercises:
    few = exercises.first(MOST_OTHER if exercises.mask is None else MOST_OTHER_GAPS)
    return few if few.mask is not None else replace(few, ids=few.ids[: few.places[-1] + 1])


def another_text() -> str:
    """A sentence in the reader's language that none of our models learnt from."""
    return _sentence(language() if language() in LENGTHS else "en")


@cache
def _sentence(lang: str) -> str:
    """The first plain one: of a length that can be seen at a glance, and nobody speaks in it."""
    text, (least, most) = held_out(lang)[:LOOKED_THROUGH], LENGTHS[lang]
    starts = [*starts_of(text, "sentence"), len(text)]
    sentences = (text[start:end].strip() for start, end in pairwise(starts))
    plain = (one for one in sentences if least <= len(one) <= most and not set(one) & set("'\"“”‘’「」\n"))
    return next(plain)
