"""Contrastive decoding on the run: what the large model prefers most over a smaller one."""

from collections.abc import Sequence

import numpy as np

from explorer.components.probability.choice_steps import Chip, ChoiceSteps, Group, Labels, Meaning, Panel, Row
from explorer.decoding.contrastive import Contrast, write
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.findings.output import drafts
from explorer.words import _, ngettext
from explorer.words.sentences import chip

LENGTH = 24
"""Tokens that are written, where there is room."""
ROWS = 8


def contrasts(run: Run, amateur: str, alpha: float) -> tuple[Contrast, ...]:
    """Remembered; Refused where the amateur cannot be loaded."""
    key = ("contrasts", run.model.name, run.trace.identity, amateur, alpha)
    return once(key, lambda: _written(run, amateur, alpha))


def _written(run: Run, amateur: str, alpha: float) -> tuple[Contrast, ...]:
    small, large = drafts.reader(run, amateur), run.growing()
    return tuple(write(large, small, run.trace.ids, n=room(run), ends=run.model.ends, alpha=alpha))


def room(run: Run) -> int:
    """How many tokens are written at most."""
    return min(LENGTH, run.model.shape.n_ctx - len(run.trace.ids))


def steps(run: Run, made: Sequence[Contrast]) -> ChoiceSteps:
    """Each token with the best by contrast, and what was cut."""
    return ChoiceSteps(
        groups=(Group("", _chips(run, made)),),
        panels=tuple(_panel(run, one) for one in made),
        labels=Labels(strip=_("The text written by contrast, token by token"), a=_("amateur"), b=_("expert")),
        legend=(
            Meaning("plain", _("also the likeliest for the expert alone")),
            Meaning("own", _("chosen by the contrast")),
        ),
    )


def _chips(run: Run, made: Sequence[Contrast]) -> tuple[Chip, ...]:
    chosen = [one.chosen for one in made]
    words = [token.text for token in run.model.tokens((*run.trace.ids, *chosen))[len(run.trace.ids) :]]
    return tuple(
        Chip(word, word, "plain" if one.chosen == int(one.expert.argmax()) else "own", place)
        for place, (word, one) in enumerate(zip(words, made, strict=True))
    )


def _panel(run: Run, one: Contrast) -> Panel:
    """The best by contrast, then the expert's likeliest of what was cut."""
    plausible = [int(i) for i in np.argsort(-one.scores, kind="stable")[:ROWS] if one.plausible[i]]
    cut = np.argsort(np.where(one.plausible, np.inf, -one.expert), kind="stable")
    ids = plausible + [int(i) for i in cut[:2] if not one.plausible[i]]
    rows = tuple(_row(one, id, word) for id, word in zip(ids, run.texts_of(ids), strict=True))
    n = int(one.plausible.sum())
    return Panel(
        ngettext("Expert minus amateur, {n} plausible token", "Expert minus amateur, {n} plausible tokens", n), rows
    )


def _row(one: Contrast, id: int, word: str) -> Row:
    expert, amateur = float(np.exp(one.expert[id])), float(np.exp(one.amateur[id]))
    score = float(one.expert[id] - one.amateur[id]) / np.log(2)
    note = _("{score} bits", score=f"{score:+.1f}") if one.plausible[id] else _("not plausible for the expert")
    state = "chosen" if id == one.chosen else "" if one.plausible[id] else "removed"
    return Row(word, amateur, expert, percent(amateur), percent(expert), note, state)


def where_it_differs(run: Run, made: Sequence[Contrast]) -> str:
    """How often the contrast chose something else, and where it did so first."""
    other = [one for one in made if one.chosen != int(one.expert.argmax())]
    numbers = {"n": len(made), "other": len(other)}
    if not other:
        return ngettext(
            "At the only place the contrast chose what the expert alone finds likeliest.",
            "At all {n} places the contrast chose what the expert alone finds likeliest.",
            len(made),
        )
    chosen, greedy = run.texts_of([other[0].chosen, int(other[0].expert.argmax())])
    return _(
        "At {other} of {n} places the contrast chose another token than the expert's likeliest; first {chosen} instead "
        "of {greedy}, on which the amateur agrees more.",
        chosen=chip(chosen),
        greedy=chip(greedy),
        **numbers,
    )
