"""What happens while a model learns, on one axis of time: the loss, what its predictions are like, and its heads."""

from dataclasses import dataclass

import numpy as np

from explorer.analysis.head_names import NAMED_FROM
from explorer.analysis.rise import Rise, rise
from explorer.figures.learning_phases import Band, Line, Mark, Panel
from explorer.figures.numbers import count, percent
from explorer.findings.context.scored_text import RANDOM
from explorer.findings.courses import at_step, course, hundredths
from explorer.models.history import Floats, History
from explorer.words import _
from explorer.words.numbers import big
from explorer.words.sentences import joined

Head = tuple[int, int]


@dataclass(frozen=True)
class Emergence:
    """One kind of head, and when it comes to be."""

    head: Head
    """The one that does it best at the end."""
    best: Floats
    """(N,) the largest score of all heads at each moment."""
    rise: Rise | None
    """None where no head is called so."""


def emergence(history: History, kind: str) -> Emergence:
    """kind: previous_token or induction."""
    scores: Floats = getattr(history.series, kind)
    layer, head = np.unravel_index(int(scores[-1].argmax()), scores.shape[1:])
    best = scores.reshape(len(scores), -1).max(1)
    named = best[-1] >= NAMED_FROM[kind]
    return Emergence((int(layer), int(head)), best, rise(history.series.step, best) if named else None)


def nearest(history: History, step: float) -> int:
    """The kept step that lies nearest, by the logarithm."""
    return min(history.kept, key=lambda one: abs(np.log1p(one) - np.log1p(step)))


def before_and_after(history: History) -> tuple[int, int] | None:
    """The last kept step before the phase change, and the first after it."""
    change = emergence(history, "induction").rise
    if change is None:
        return None
    before = [step for step in history.kept if step <= change.begin]
    after = [step for step in history.kept if step >= change.end]
    return (before or history.kept)[-1], (after or history.kept[-1:])[0]


def striking(history: History) -> str:
    """The phase change, by its rule; where there is none, the stages that can be told."""
    found, series = emergence(history, "induction"), history.series
    if found.rise is None:
        return joined(
            _(
                "First it learns which tokens are frequent (nearest at step {first}), then which follow one another "
                "(step {second}).",
                first=count(series.step[int(series.from_unigram.argmin())]),
                second=count(series.step[int(series.from_bigram.argmin())]),
            ),
            _(
                "No head looks back yet after {steps} steps: the best induction score is {score}.",
                steps=count(history.last),
                score=percent(float(found.best[-1])),
            ),
        )
    return _(
        "Between step {begin} and step {end} it learns to look back: the best induction score rises from {low} to "
        "{high} (layer {layer}, head {head}).",
        begin=count(_round(found.rise.begin)),
        end=count(_round(found.rise.end)),
        low=percent(found.rise.low),
        high=percent(found.rise.high),
        layer=found.head[0] + 1,
        head=found.head[1] + 1,
    )


def _round(step: float) -> int:
    """To two digits: steps between two measurements are not known better."""
    digits = max(0, int(np.log10(max(1.0, step))) - 1)
    return round(step / 10**digits) * 10**digits


def order(history: History) -> str:
    """What its predictions are nearest to first, and next, and which head comes before which."""
    series = history.series
    first, second = int(series.from_unigram.argmin()), int(series.from_bigram.argmin())
    stages = _(
        "Its predictions are nearest to how often each token comes (unigrams) at step {first}, {one} bits away, and "
        "nearest to how often it comes after the one before (bigrams) at step {second}, {two} bits away; from there on "
        "they move away from both tables.",
        first=count(series.step[first]),
        one=f"{series.from_unigram[first]:.2f}",
        second=count(series.step[second]),
        two=f"{series.from_bigram[second]:.2f}",
    )
    return joined(stages, _heads(history))


def _heads(history: History) -> str:
    before, back = emergence(history, "previous_token"), emergence(history, "induction")
    if before.rise is None or back.rise is None:
        return ""
    places = {"first": count(_round(before.rise.middle)), "second": count(_round(back.rise.middle))}
    if before.rise.middle < back.rise.middle:
        return _(
            "A head that looks at the previous token has half of its score by step {first}, before the one that looks "
            "back has half of its own by step {second}: it finds the token that it looks back to by what the first one "
            "wrote there.",
            **places,
        )
    return _(
        "A head that looks at the previous token has half of its score by step {first}, and the one that looks back "
        "has half of its own by step {second}.",
        **places,
    )


def rule(history: History) -> str:
    """How what is marked is found, and what was measured."""
    marked = _(
        "Lines: where its predictions are nearest to either table. Shaded, where a head's induction score reaches "
        "{least}: from a tenth to nine tenths of the rise of the best head's score, the line at a half. Scores on "
        "{n} random tokens said twice, as “What heads do” counts them; loss on held-out prose in English and "
        "Japanese. In-context score: the loss of tokens with about 240 tokens before them less that of the same "
        "tokens with about 48 (Olsson et al. 2022: the 500th and the 50th; this model reads 256). Large dots can be "
        "opened.",
        n=RANDOM,
        least=percent(NAMED_FROM["induction"]),
    )
    if history.decays_from >= history.last:
        return marked
    return joined(marked, _("From step {decay} on the learning rate falls.", decay=count(history.decays_from)))


def panels(history: History) -> tuple[Panel, ...]:
    series = history.series
    levels = (Line(_("unigrams"), None, history.unigram, "muted"), Line(_("bigrams"), None, history.bigram, "muted"))
    return (
        Panel(_("loss, bits a token"), (Line(_("held-out loss"), series.loss, None, "ink"), *levels)),
        Panel(
            _("distance, bits"),
            (
                Line(_("from unigrams"), series.from_unigram, None, "value"),
                Line(_("from bigrams"), series.from_bigram, None, "key"),
            ),
        ),
        Panel(
            _("best head’s score"),
            (
                Line(_("previous token"), emergence(history, "previous_token").best, None, "query"),
                Line(_("induction"), emergence(history, "induction").best, None, "attention"),
            ),
            most=1.0,
        ),
        Panel(_("in-context score, bits"), (Line(_("in-context score"), series.in_context, None, "probability"),)),
    )


def spoken(history: History) -> str:
    """The four panels for those who do not see them: every line's course, under its panel's name."""
    return joined(*(_panel_spoken(panel, history) for panel in panels(history)))


def _panel_spoken(panel: Panel, history: History) -> str:
    worth = hundredths if panel.most is None else percent
    courses = [
        course(line.name, zip(history.series.step, line.values.tolist(), strict=True), at_step, worth)
        for line in panel.lines
        if line.values is not None
    ]
    return joined(_("{title}.", title=panel.title), *courses)


def marks(history: History) -> tuple[Mark, ...]:
    """When its predictions are nearest to either table."""
    series = history.series
    return (
        Mark(series.step[int(series.from_unigram.argmin())], _("like unigrams"), "value"),
        Mark(series.step[int(series.from_bigram.argmin())], _("like bigrams"), "key"),
    )


def band(history: History) -> Band | None:
    change = emergence(history, "induction").rise
    return None if change is None else Band(change.begin, change.middle, change.end, _("phase change"))


def tokens_read(history: History, step: int) -> str:
    return big(step * history.tokens_a_step)
