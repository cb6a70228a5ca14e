"""Two attributions may contradict each other about a token: what each asks, and what replacing the token decides."""

import math
from collections.abc import Sequence

import numpy as np

from explorer.components.stream.credit_table import Cell, Column, CreditTable, Row
from explorer.engine.replaced import Measured, Replaced
from explorer.engine.runs import Run
from explorer.figures.numbers import percent, signed
from explorer.findings.features.target_foil import name_of
from explorer.findings.token_names import told
from explorer.text.token import Token
from explorer.trace.input_credits import InputAttribution, Question
from explorer.words import _, ngettext
from explorer.words.sentences import chip, joined, listed

TOKENS = 6
"""That are replaced: those that either method credits with most."""
SIGN = 0.05
"""A credit nearer to zero has no direction worth a quarrel."""
MISSED = 0.01
"""By this share of it the answer may differ when the text is read anew, or by this itself; more, and nothing is
concluded."""

Told = Sequence[Token]
Methods = Sequence[InputAttribution]
"""Gradient × input, and integrated gradients where they are known."""


def places(tokens: Told, methods: Methods) -> tuple[int, ...]:
    """What is worth replacing, in the order of the text: no special token, and of an encoder not the gap itself."""
    sizes = [np.abs(method.scores) / (np.abs(method.scores).max() or 1.0) for method in methods]
    order = np.argsort(-np.max(sizes, axis=0), kind="stable").tolist()
    return tuple(sorted([place for place in order if not tokens[place].special][:TOKENS]))


def table(run: Run, tokens: Told, methods: Methods, found: Measured) -> CreditTable:
    """A row a token: each method's credit, and what replacing it takes from the answer."""
    changes = [change(one, found.value) for one in found.tokens]
    numbers = [[float(method.scores[one.place]) for one in found.tokens] for method in methods]
    return CreditTable(
        columns=(
            *(Column(name, asks, _most(row)) for (name, asks), row in zip(_asked(methods), numbers, strict=True)),
            Column(
                _("Replaced, measured"),
                _("What does the answer lose if another likely word stands there?"),
                _most(changes),
            ),
        ),
        rows=tuple(
            _row(run, tokens, one, [row[n] for row in numbers], changes[n], found.value)
            for n, one in enumerate(found.tokens)
        ),
        label=_("What each method says of the same tokens"),
        token=_("token"),
        by=_("replaced by"),
    )


def _asked(methods: Methods) -> list[tuple[str, str]]:
    """Each method's name, and its question."""
    names = [(_("Gradient × input"), _("Which way does the answer move at the first tiny step of this vector?"))]
    if len(methods) > 1:
        asks = _("How much of the answer comes in while the vectors go from an average token's to these?")
        names.append((_("Integrated gradients"), asks))
    return names


def _most(values: Sequence[float]) -> float:
    return max(map(abs, values), default=0.0) or 1.0


def _row(run: Run, tokens: Told, one: Replaced, credits: Sequence[float], mean: float, value: float) -> Row:
    low, high = sorted((value - max(one.values), value - min(one.values)))
    spread = _("{low} to {high}", low=signed(low), high=signed(high))
    cells = [*(Cell(credit, signed(credit)) for credit in credits), Cell(mean, signed(mean), spread)]
    others = tuple(run.texts_of(one.by))
    return Row(tokens[one.place].text, str(one.place + 1), others, tuple(cells), contradiction(credits))


def change(one: Replaced, value: float) -> float:
    """What is lost, on average, without the token: above zero it spoke for the answer."""
    return value - float(np.mean(one.values)) if one.values else 0.0


def contradiction(credits: Sequence[float]) -> bool:
    """Whether two methods credit a token in opposite directions."""
    return len(credits) > 1 and min(credits) < -SIGN and max(credits) > SIGN


def verdict(run: Run, tokens: Told, question: Question, methods: Methods, found: Measured) -> str:
    """What replacing decides: of the worst contradiction, of all tokens together, and in probabilities."""
    return joined(_quarrel(run, tokens, methods, found), _right(methods, found), _matters(run, tokens, question, found))


def _quarrel(run: Run, tokens: Told, methods: Methods, found: Measured) -> str:
    if len(methods) < 2:
        return ""
    against = [one for one in found.tokens if contradiction([float(method.scores[one.place]) for method in methods])]
    if not against:
        return _("The two methods agree about the direction of each of these tokens.")
    one = max(against, key=lambda one: (one.decided(found.value), abs(change(one, found.value))))
    simple, integrated = (float(method.scores[one.place]) for method in methods)
    about = {"token": told(tokens, one.place), "simple": signed(simple), "integrated": signed(integrated)}
    quarrel = _(
        "The methods contradict each other about {token}: gradient × input says {simple}, integrated gradients "
        "{integrated}.",
        **about,
    )
    others = listed([chip(text) for text in run.texts_of(one.by)])
    lost = change(one, found.value)
    if not one.decided(found.value):
        undecided = _(
            "Replacing it by {others} decides nothing: some raise the answer, others lower it.", others=others
        )
        return joined(quarrel, undecided)
    winner = _("gradient × input") if (simple > 0) == (lost > 0) else _("integrated gradients")
    decided = _(
        "Replacing it by {others} changes the answer by {change} on average, each the same way: here the direction of "
        "{winner} is the right one.",
        others=others,
        change=signed(-lost),
        winner=winner,
    )
    return joined(quarrel, decided)


def _right(methods: Methods, found: Measured) -> str:
    """How often each method has the direction that replacing shows."""
    clear = [one for one in found.tokens if one.decided(found.value)]
    right = [sum(_same_way(method, one, found.value) for one in clear) for method in methods]
    if not clear:
        return _("Replacing these tokens shows no clear direction.")
    if len(right) == 1:
        return ngettext(
            "Of the {n} token whose replacing is clear, gradient × input has the direction right for {simple}.",
            "Of the {n} tokens whose replacing is clear, gradient × input has the direction right for {simple}.",
            len(clear),
            simple=right[0],
        )
    return ngettext(
        "Of the {n} token whose replacing is clear, integrated gradients have the direction right for {integrated}, "
        "gradient × input for {simple}.",
        "Of the {n} tokens whose replacing is clear, integrated gradients have the direction right for {integrated}, "
        "gradient × input for {simple}.",
        len(clear),
        simple=right[0],
        integrated=right[1],
    )


def _same_way(method: InputAttribution, one: Replaced, value: float) -> bool:
    return (float(method.scores[one.place]) > 0) == (change(one, value) > 0)


def _matters(run: Run, tokens: Told, question: Question, found: Measured) -> str:
    """The token whose replacing changes the target's probability most."""
    if not found.tokens:
        return ""
    after = [float(np.mean(one.log_probs)) for one in found.tokens]
    most = max(range(len(after)), key=lambda n: abs(found.log_prob - after[n]))
    return _(
        "What matters most is {token}: with others in its place, the probability of {target} goes from {before} to "
        "{after} (a change of {change} in its logarithm).",
        token=told(tokens, found.tokens[most].place),
        target=chip(name_of(run, question.target)),
        before=percent(math.exp(found.log_prob)),
        after=percent(math.exp(after[most])),
        change=signed(after[most] - found.log_prob),
    )


def holds(attribution: InputAttribution, found: Measured) -> bool:
    """Whether the text read anew gives the answer that the credits are of."""
    return abs(found.value - attribution.value) <= MISSED * max(1.0, abs(attribution.value))


def how(attribution: InputAttribution, found: Measured) -> str:
    """How it was measured, and the check."""
    missed = f"{math.ceil(abs(found.value - attribution.value) * 1000) / 1000:.3f}"
    if not holds(attribution, found):
        return _(
            "Read anew, the text gives another answer: it is off by {missed}. So nothing is concluded.", missed=missed
        )
    return _(
        "Each token is replaced by the words that the model itself finds likeliest there, one at a time, and the "
        "answer is computed anew: an average (of probabilities that of their logarithms), and from where to where. "
        "Checked: read anew, the text itself gives the same answer within {missed}.",
        missed=missed,
    )
