"""Writing that has to fit: one of a list of texts, or a regular expression, with the mask at every step."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from explorer.components.probability.choice_steps import Chip, ChoiceSteps, Group, Labels, Meaning, Panel, Row
from explorer.decoding.constrained import Constraint, Step, of_choices, write
from explorer.decoding.spelling import check_spelled
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent
from explorer.words import _, ngettext
from explorer.words.sentences import chip, joined

LENGTH = 48
ROWS = 6


@dataclass(frozen=True)
class Guided:
    """A text that was written under a constraint."""

    steps: tuple[Step, ...]
    complete: bool
    """Whether the whole pattern was written."""


def one_of(run: Run, choices: Sequence[str]) -> str:
    """The pattern of a list of texts. Refused where it is empty, or where the model's tokens cannot spell one."""
    pattern = of_choices(choices)
    check_spelled(choices, run.model.tokenizer, run.model.shape.n_vocab)
    return pattern


def guided(run: Run, pattern: str) -> Guided:
    """Remembered; Refused where the pattern is none."""
    key = ("guided", run.model.name, run.trace.identity, run.question.sampling, pattern)
    return once(key, lambda: _written(run, pattern))


def _written(run: Run, pattern: str) -> Guided:
    model = run.model
    constraint = Constraint(pattern, model.tokenizer, model.shape.n_vocab)
    n, ends = min(LENGTH, model.shape.n_ctx - len(run.trace.ids)), model.ends
    steps = tuple(write(run.growing(), run.trace.ids, constraint, run.question.sampling, n=n, ends=ends))
    return Guided(steps, constraint.complete)


def steps(run: Run, text: Guided) -> ChoiceSteps:
    """Each token with the likeliest of what fitted, and of what did not."""
    return ChoiceSteps(
        groups=(Group("", _chips(run, text.steps)),),
        panels=tuple(_panel(run, one) for one in text.steps),
        labels=Labels(
            strip=_("The text written under the constraint, token by token"),
            a=_("by the model"),
            b=_("with the mask and the settings"),
        ),
        legend=(Meaning("plain", _("the model had a choice")), Meaning("accepted", _("only this token fitted"))),
    )


def _chips(run: Run, made: Sequence[Step]) -> tuple[Chip, ...]:
    ids = run.trace.ids
    words = [token.text for token in run.model.tokens((*ids, *(one.token for one in made)))[len(ids) :]]
    return tuple(
        Chip(word, word, "accepted" if one.allowed.sum() == 1 else "plain", place)
        for place, (word, one) in enumerate(zip(words, made, strict=True))
    )


def _panel(run: Run, one: Step) -> Panel:
    """The likeliest of what is allowed, and of what is forbidden."""
    allowed, forbidden = _likeliest(one.probs, one.allowed), _likeliest(one.probs, ~one.allowed)
    if one.token not in allowed:
        allowed[-1] = one.token
    ids = allowed + forbidden
    rows = [_row(one, id, word) for id, word in zip(ids, run.texts_of(ids), strict=True)]
    title = _(
        "{n} of {total} tokens fit; the model gave them {share}",
        n=count(int(one.allowed.sum())),
        total=count(one.allowed.size),
        share=percent(one.share),
    )
    return Panel(title, tuple(sorted(rows, key=lambda row: -row.a)))


def _likeliest(probs: NDArray[np.floating], among: NDArray[np.bool_]) -> list[int]:
    best = np.argsort(np.where(among, -probs, np.inf), kind="stable")[:ROWS]
    return [int(id) for id in best if among[id]]


def _row(one: Step, id: int, word: str) -> Row:
    before, after, fits = float(one.probs[id]), float(one.drawn_from[id]), bool(one.allowed[id])
    state = "chosen" if id == one.token else "" if fits else "removed"
    note = "" if fits else _("does not fit")
    return Row(word, before, after, percent(before), percent(after) if fits else "–", note, state)


def what_it_cost(run: Run, text: Guided) -> str:
    """What came out, whether it is whole, and how much the mask took from the model."""
    ends = run.model.ends
    written = chip(run.model.tokenizer.decode([one.token for one in text.steps if one.token not in ends]))
    if text.complete:
        came = _("The model wrote {text}, which fits.", text=written)
    else:
        came = _("The model wrote {text}, and there was no room to complete it.", text=written)
    cost = ngettext(
        "At {forced} of {n} place only one token fitted; at the hardest, what fits had {share} of the model's own "
        "probability.",
        "At {forced} of {n} places only one token fitted; at the hardest, what fits had {share} of the model's own "
        "probability.",
        len(text.steps),
        forced=sum(1 for one in text.steps if one.allowed.sum() == 1),
        share=percent(min(one.share for one in text.steps)),
    )
    return joined(came, cost)
