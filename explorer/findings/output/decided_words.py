"""What the depths of a text's predictions say, in sentences."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.rank_correlation import rank_correlation
from explorer.engine.runs import Run
from explorer.figures.numbers import percent, signed
from explorer.findings.chat_marks import predicted
from explorer.findings.output.decided import Decided, Subject
from explorer.text.token import Token
from explorer.words import _, ngettext
from explorer.words.sentences import chip, joined

FEW = 10
"""Tokens; of fewer no correlation is stated, since chance alone makes it large."""


def subjects() -> dict[Subject, str]:
    """What they are called."""
    return {"choice": _("the model's own choice"), "came": _("the token that came")}


def about(tokens: Sequence[Token], found: Decided, subject: Subject, away: Sequence[range] = ()) -> str:
    """What is shown, whether it goes with surprise, and that the lens may be believed."""
    return joined(_whose(subject), _with_surprise(tokens, found, subject, away), _checked(found))


def _whose(subject: Subject) -> str:
    """Which token it is whose depth is shown."""
    if subject == "choice":
        return _(
            "Shown is the depth of what the model itself finds likeliest in the end, whether or not that is what the "
            "text goes on with."
        )
    return _(
        "Shown is the depth of the token that really came. Where the model would have said something else in the end, "
        "it was never decided, and is hatched."
    )


def finding(run: Run, tokens: Sequence[Token], found: Decided, subject: Subject, away: Sequence[range] = ()) -> str:
    """How late the predictions of the text are made, and which stands first. away: places that are not shown."""
    all_depths, n_layers = found.of(subject)[0], found.depths.n_layers
    shown = np.flatnonzero(predicted(len(all_depths), away))
    depths = all_depths[shown]
    if not len(depths):
        return _("There is only one token, which nothing could predict.")
    reached = depths[depths <= n_layers]
    if not len(reached):
        return _("None of the tokens that came was the likeliest in the end.")
    first = int(shown[depths.argmin()])
    word = run.texts_of([int(found.choice[first])])[0] if subject == "choice" else tokens[first + 1].text
    return joined(_how_late(reached, len(depths), n_layers), _first(chip(word), tokens[first], int(all_depths[first])))


def _how_late(reached: NDArray[np.int64], n: int, n_layers: int) -> str:
    said = {"median": int(np.median(reached)), "n_layers": n_layers, "late": int((reached == n_layers).sum())}
    if len(reached) == n:
        return ngettext(
            "The one prediction stands from layer {median} of {n_layers} on.",
            "Half of the {n} predictions stand from layer {median} of {n_layers} on, {late} of them only after the "
            "last.",
            n,
            **said,
        )
    return ngettext(
        "Of the {of} tokens that came, {n} was the likeliest in the end, from layer {median} of {n_layers} on.",
        "Of the {of} tokens that came, {n} were the likeliest in the end; half of these stand from layer {median} of "
        "{n_layers} on, {late} only after the last.",
        len(reached),
        of=f"{n:,}",
        **said,
    )


def _first(word: str, before: Token, depth: int) -> str:
    said = {"word": word, "token": chip(before.text)}
    if not depth:
        return _("First is {word} after {token}: the embedding alone already says it.", **said)
    return _("First is {word} after {token}, from layer {layer} on.", layer=depth, **said)


def _with_surprise(tokens: Sequence[Token], found: Decided, subject: Subject, away: Sequence[range]) -> str:
    """Whether what is decided late surprises more, as Spearman's rank correlation; "" of few tokens."""
    rho, n = correlation(tokens, found, subject, away)
    if rho is None:
        return ""
    said = {"rho": signed(rho), "n": n}
    if subject == "choice":
        return _(
            "Depth and surprisal: Spearman's ρ = {rho} over {n} tokens (+1: the later the model decides, the more the "
            "token that comes surprises it).",
            **said,
        )
    return _(
        "Depth and surprisal: Spearman's ρ = {rho} over {n} tokens (+1: the later a token stands, the more it "
        "surprises; never counts as later than the last layer).",
        **said,
    )


def correlation(
    tokens: Sequence[Token], found: Decided, subject: Subject, away: Sequence[range] = ()
) -> tuple[float | None, int]:
    """Spearman's ρ of the tokens that somebody wrote, and how many; None of few, or where all are alike."""
    written = predicted(len(tokens) - 1, away) & np.array([not token.special for token in tokens[1:]], bool)
    n = int(written.sum())
    depths, bits = found.of(subject)[0][: len(written)][written], found.read.surprisal[: len(written)][written]
    return (rank_correlation(depths, bits) if n >= FEW else None), n


def _checked(found: Decided) -> str:
    """That the lens is the model where the two must agree."""
    return _(
        "Checked: after the last layer the lens reads every probability as the model gives it (largest difference: "
        "{apart}).",
        apart=percent(found.depths.apart),
    )
