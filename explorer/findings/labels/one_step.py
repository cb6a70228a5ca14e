"""What one step of learning changed: the loss by rate and by token, the guesses, and another text."""

from collections.abc import Sequence
from math import isfinite

from explorer.components.text.answer_table import AnswerTable, Cell, Row
from explorer.components.text.word_bars import Series, WordBars
from explorer.engine.one_step import Stepped
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent, power_of_e
from explorer.figures.step_sweep import Sweep, SweepLabels
from explorer.findings.courses import course, hundredths
from explorer.findings.labels.exercises import place_of
from explorer.findings.labels.readings import NATS, reading_of
from explorer.findings.token_names import told
from explorer.models.tuning.exercises import Exercises
from explorer.text.token import Token, token_alone
from explorer.words import _, ngettext
from explorer.words.sentences import chip, joined

STRAIGHT = 0.2
"""Of the promised change, up to which the measured one may differ and the line still counts as right."""


def rate(value: float) -> str:
    """
    >>> rate(0.03), rate(1e-5)
    ('0.03', '0.00001')
    """
    return f"{value:.7f}".rstrip("0").rstrip(".")


def opening(stepped: Stepped) -> float:
    """The rate after which the text costs least."""
    return stepped.rates[stepped.best]


def striking(run: Run, stepped: Stepped, at: int) -> str:
    before, after = stepped.before.loss, stepped.after[at].loss
    n = len(stepped.order.own.places)
    said = {"n": n, "model": run.model.name, "before": _nats(before), "after": _nats(after)}
    if not isfinite(after) or after > before:
        return _(
            "One step too large: after it a copy of {model} finds your text harder than before, {after} instead of "
            "{before} nats a token. A smaller rate helps.",
            **said,
        )
    return _(
        "One step on your text, without any label, and a copy of {model} expects it: {after} instead of {before} nats "
        "a token; the whole text is now {times} times as probable.",
        **said,
        times=_times(before - after, n),
    )


def _times(gain: float, n: int) -> str:
    """e to the gain of all tokens together."""
    return power_of_e(gain * n)


def _nats(loss: float) -> str:
    return f"{loss:.2f}" if isfinite(loss) else "∞"


def sweep(stepped: Stepped, at: int) -> Sweep:
    other = stepped.other
    return Sweep(
        rates=stepped.rates,
        own=tuple(one.loss for one in stepped.after),
        line=tuple(stepped.before.loss + stepped.predicted(i) for i in range(len(stepped.rates))),
        other=tuple(one.loss for one in other[1]) if other else (),
        before=stepped.before.loss,
        other_before=other[0].loss if other else None,
        chosen=at,
        best=stepped.best,
    )


def spoken(drawn: Sweep) -> str:
    """The curves for those who do not see them: each loss over the rates."""
    names = labels()
    lines = {names.own: drawn.own, names.line: drawn.line, names.other: drawn.other}
    told = (
        course(name, zip(drawn.rates, losses, strict=False), _at_rate, hundredths) for name, losses in lines.items()
    )
    return joined(*told)


def _at_rate(value: float) -> str:
    return _("rate {rate}", rate=rate(value))


def labels() -> SweepLabels:
    return SweepLabels(
        own=_("your text"),
        line=_("what the gradient promises"),
        other=_("another text"),
        before=_("your text, before"),
        best=_("least"),
        rate=_("learning rate"),
        loss=_("loss (nats a token)"),
    )


def bars(run: Run, exercises: Exercises, stepped: Stepped | None, at: int) -> WordBars:
    """Over each token what it costs, before the step and, once there is one, after it; in bits."""
    tokens = run.model.tokens(exercises.ids)
    losses = before_of(run) if stepped is None else [loss / NATS for loss in stepped.before.losses]
    after = [] if stepped is None else [loss / NATS for loss in stepped.after[at].losses]
    selected = (place_of(run, exercises) or 0) if stepped is None else asked_place(run, stepped, at)
    return _bars(tokens, exercises, losses, after, selected)


def before_of(run: Run) -> list[float]:
    """Bits of each token, by the model itself."""
    return reading_of(run, run.model).found.surprisal.tolist()


def other_bars(run: Run, stepped: Stepped, at: int, selected: int = 0) -> WordBars | None:
    """The same of the other text; None where it cannot be read."""
    exercises, other = stepped.order.other, stepped.other
    if exercises is None or other is None:
        return None
    tokens = run.model.tokens(exercises.ids)
    before, after = ([loss / NATS for loss in one.losses] for one in (other[0], other[1][at]))
    return _bars(tokens, exercises, before, after, min(selected, len(exercises.places) - 1))


def _bars(
    tokens: Sequence[Token], exercises: Exercises, before: Sequence[float], after: Sequence[float], selected: int
) -> WordBars:
    words = tuple(tokens[place].text for place in exercises.places)
    series = [Series(_("before"), "residual", _finite(before))]
    if after:
        series.append(Series(_("after one step"), "probability", _finite(after)))
    titles = [_title(word, *costs) for word, *costs in zip(words, before, *([after] if after else []), strict=True)]
    return WordBars(
        words=words,
        series=tuple(series),
        titles=tuple(titles),
        selected=selected,
        unit=_("bits of surprise; the longest bar: {most}", most="{most}"),
        label=_("The tokens that are learnt; over each, its loss before and after the step"),
    )


def _finite(costs: Sequence[float]) -> tuple[float | None, ...]:
    return tuple(float(cost) if isfinite(cost) else None for cost in costs)


def _title(word: str, before: float, after: float | None = None) -> str:
    if after is None:
        return _("{word}: {bits} bits ({share})", word=word, bits=f"{before:.2f}", share=percent(2**-before))
    return _(
        "{word}: before {bits} bits ({share}), after {other} bits ({another})",
        word=word,
        bits=f"{before:.2f}",
        share=percent(2**-before),
        other=f"{after:.2f}",
        another=percent(2**-after) if isfinite(after) else "–",
    )


def first_order(stepped: Stepped, at: int) -> str:
    """What the gradient promised, what came, and whether the step was small enough for that."""
    promised, came = stepped.predicted(at), stepped.measured(at)
    formula = _("−rate × |g|²") if stepped.order.way == "sgd" else _("−rate × Σ|g|")
    numbers = _(
        "To first order the loss should change by {promised} nats a token ({formula}, with |g|² = {steepness}); "
        "measured is {came}.",
        promised=_signed(promised),
        formula=formula,
        steepness=_large(stepped.steepness),
        came=_signed(came),
    )
    return joined(numbers, _verdict(stepped, at, promised, came))


def _verdict(stepped: Stepped, at: int, promised: float, came: float) -> str:
    if is_straight(promised, came):
        return _("The two agree within {share}: the step is so small that the loss is a straight line.", share=percent(
            abs(came / promised - 1)))  # fmt: skip
    smallest = stepped.measured(0) / stepped.predicted(0)
    return _(
        "The step is too large for a straight line: the slope changes on the way. At the smallest rate here, {rate}, "
        "{share} of what was promised came.",
        rate=rate(stepped.rates[0]),
        share=f"{100 * smallest:.0f} %",
    )


def is_straight(promised: float, came: float) -> bool:
    return isfinite(came) and abs(came - promised) <= STRAIGHT * abs(promised)


def _signed(value: float) -> str:
    if not isfinite(value):
        return "∞"
    digits = 4 if abs(value) < 0.1 else 2
    return f"{'−' if value < 0 else '+'}{abs(value):.{digits}f}"


def _large(value: float) -> str:
    return count(round(value)) if value >= 100 else f"{value:.3g}"


def table(run: Run, stepped: Stepped, at: int, n: int) -> AnswerTable:
    """The likeliest tokens of one place, before and after."""
    both = (stepped.before, stepped.after[at])
    shares = [dict(zip(one.ids[n].tolist(), one.probs[n].tolist(), strict=True)) for one in both]
    ids = sorted({*shares[0], *shares[1]}, key=lambda id: -max(share.get(id, 0.0) for share in shares))
    answer = stepped.order.own.answers[n]
    rows = (
        Row("", token_alone(id, run.model.tokenizer).text, tuple(_share(one.get(id), id == answer) for one in shares))
        for id in ids
        if any(isfinite(share.get(id, 0.0)) for share in shares)
    )
    return AnswerTable(
        columns=(_("Likeliest here"), _("Before"), _("After one step")),
        rows=tuple(rows),
        label=_("The likeliest tokens of this place, before and after the step"),
        said={"right": _("it stands in the text")},
    )


def _share(share: float | None, answer: bool) -> Cell:
    if share is None or not isfinite(share):
        return Cell("–", _("not among the first {n}", n=5))
    return Cell(percent(share), share=min(1.0, share), mark="right" if answer else "")


def asked_place(run: Run, stepped: Stepped, at: int) -> int:
    """The selected token's exercise, or the one whose loss changed most."""
    selected = place_of(run, stepped.order.own) if run.selection.position is not None else None
    if selected is not None:
        return selected
    change = abs(stepped.after[at].losses - stepped.before.losses)
    return int(change.argmax()) if isfinite(float(change.max())) else 0


def what_place(run: Run, stepped: Stepped, n: int, at: int) -> str:
    tokens, exercises = run.model.tokens(stepped.order.own.ids), stepped.order.own
    before, after = (float(one.losses[n]) for one in (stepped.before, stepped.after[at]))
    return _(
        "At {token}: {before} before, {after} after one step.",
        token=told(tokens, exercises.places[n]),
        before=percent(2 ** (-before / NATS)),
        after=percent(2 ** (-after / NATS)) if isfinite(after) else "–",
    )


def guesses_changed(stepped: Stepped, at: int) -> str:
    """How many first guesses are others now, and how many are right."""
    before, after = stepped.before.ids[:, 0], stepped.after[at].ids[:, 0]
    answers = stepped.order.own.answers
    right = [sum(one == answer for one, answer in zip(ids.tolist(), answers, strict=True)) for ids in (before, after)]
    return ngettext(
        "Of {total} first guesses {n} is another one now; right were {before}, and are {after}.",
        "Of {total} first guesses {n} are others now; right were {before}, and are {after}.",
        int((before != after).sum()),
        total=len(answers),
        before=right[0],
        after=right[1],
    )


def elsewhere(stepped: Stepped, at: int) -> str:
    """What became of the other text."""
    if stepped.other is None:
        return ""
    before, after = stepped.other[0].loss, stepped.other[1][at].loss
    said = {"before": _nats(before), "after": _nats(after)}
    if not isfinite(after) or after > before + 0.005:
        return _(
            "The other text pays for it: {after} instead of {before} nats a token. One step on one text serves that "
            "text; training takes small steps on many.",
            **said,
        )
    if after < before - 0.005:
        return _("The other text gains by it, too: {after} instead of {before} nats a token.", **said)
    return _("The other text costs what it did before: {after} nats a token.", **said)


def waiting(run: Run, n: int) -> str:
    """Before the step is there."""
    return ngettext(
        "{model} as it is: {n} token to learn from, and what it costs. A copy takes one step.",
        "{model} as it is: {n} tokens to learn from, and what each costs. A copy takes one step.",
        n,
        model=chip(run.model.name),
    )
