"""Which input mattered: each token's credit for a logit, by gradient × input or by integrated gradients."""

import math

import numpy as np

from explorer.components.stream.signed_tokens import Labels, SignedTokens, signed_tokens
from explorer.engine.runs import Run
from explorer.figures.numbers import signed
from explorer.findings.chat_marks import row_of
from explorer.findings.features.target_foil import foil_in_words, name_of, place_of
from explorer.findings.token_names import told
from explorer.text.token import Token
from explorer.trace.input_credits import Completeness, InputAttribution, Question
from explorer.trace.logit_difference import LogitDifference
from explorer.words import _
from explorer.words.sentences import chip


def credited(run: Run, attribution: InputAttribution, *, whole: bool = True) -> SignedTokens:
    """Each token with its credit; `whole`: also each of those that a chat's template wrote."""
    row = row_of(run, tokens_read(run), attribution.scores.tolist(), whole=whole)
    labels = Labels(_("What each token is credited with"), sum_of(attribution))
    return signed_tokens(row.texts, row.values, labels=labels, selected=row.selected)


def question_of(run: Run, asked: LogitDifference) -> Question:
    """Of a model that reads from left to right, without what it has not read yet."""
    return Question(place_of(run)[1], run.position, asked.target, asked.foil, run.edits)


def tokens_read(run: Run) -> tuple[Token, ...]:
    """What the model is given: of a decoder up to the selected token, of an encoder the text with its gap."""
    return run.model.tokens(place_of(run)[1])


def finding(run: Run, asked: LogitDifference, attribution: InputAttribution) -> str:
    """The tokens that speak most for the choice, and most against it."""
    order, tokens = np.argsort(-attribution.scores), tokens_read(run)
    best, worst = int(order[0]), int(order[-1])
    about = {
        "a": chip(name_of(run, asked.target)),
        "b": foil_in_words(run, asked),
        "best": told(tokens, best),
        "most": signed(float(attribution.scores[best])),
        "worst": told(tokens, worst),
        "least": signed(float(attribution.scores[worst])),
    }
    if attribution.scores[best] <= 0:
        return _("No token speaks for {a}; most against it speaks {worst} ({least}).", **about)
    against = attribution.scores[worst] < 0
    if asked.alone:
        if against:
            return _("{best} speaks most for {a} ({most}), and {worst} most against it ({least}).", **about)
        return _("{best} speaks most for {a} ({most}); no token speaks against it.", **about)
    if against:
        return _(
            "{best} speaks most for {a} rather than {b} ({most}), and {worst} most the other way ({least}).", **about
        )
    return _("{best} speaks most for {a} rather than {b} ({most}); no token speaks the other way.", **about)


def sum_of(attribution: InputAttribution) -> str:
    """What the credits add up to, and of what; and how far that has been checked."""
    total = signed(float(attribution.scores.sum()))
    sums = attribution.sums
    if sums is None:
        return _("sum {sum}", sum=total)
    return _(
        "sum {sum} of {difference}: this text {value} − average tokens {baseline}; checked, it misses at most {missed} "
        "({points} points)",
        sum=total,
        difference=signed(sums.change),
        value=_plain(attribution.value),
        baseline=_plain(sums.baseline),
        missed=_hundredths(sums.missed),
        points=sums.points,
    )


def withheld(sums: Completeness) -> str:
    """Why there are no credits to be seen."""
    return _(
        "The credits do not add up: after {points} points they still miss up to {missed} of {difference}, so they are "
        "not shown. Gradient × input claims no sum.",
        points=sums.points,
        missed=_hundredths(sums.missed),
        difference=signed(sums.change),
    )


def _plain(value: float) -> str:
    return f"{value:.2f}".replace("-", "−")


def _hundredths(missed: float) -> str:
    """Rounded up: what is missed is at most that."""
    return f"{math.ceil(missed * 100) / 100:.2f}"


def method_in_words(integrated: bool, *, legs: bool) -> str:
    if not integrated:
        return _(
            "The gradient of the logit at this text, times each token's vector: how the logit would begin to change. "
            "It holds for small changes only, so the credits add up to nothing in particular."
        )
    if not legs:
        return _(
            "Every token's vector goes in a straight line from the average token's to its own, and the gradients on "
            "the way are added up. The credits are shown if they add up to what the text changes against average "
            "tokens at the same places, within 1 %."
        )
    return _(
        "First the first token takes its place, in one step, because much rests on that place: all that this changes "
        "is its credit. Then the other tokens' vectors go in a straight line from the average token's to their own, "
        "and the gradients on the way are added up. The credits are shown if they add up to what the text changes "
        "against average tokens at the same places, within 1 %."
    )
