"""What bends the curve: too little text, a wrong learning rate, and a loss that is counted in tokens."""

from typing import Literal

import numpy as np

from explorer.figures.numbers import percent
from explorer.figures.run_lines import Role, RunAxes, RunLine
from explorer.findings.runs.drawn import note, ticks
from explorer.scaling.own_runs import Kind, OwnRun, of_kind
from explorer.words import _
from explorer.words.numbers import big
from explorer.words.sentences import joined

Way = Literal["little", "rate", "bits"]
Picture = tuple[list[RunLine], RunAxes]


def ways() -> dict[Way, str]:
    return {
        "little": _("Too little text"),
        "rate": _("A wrong learning rate"),
        "bits": _("Loss a token, or bits a byte"),
    }


def bent(kind: Kind) -> tuple[OwnRun, ...]:
    return of_kind(kind)


def beside(runs: tuple[OwnRun, ...]) -> tuple[OwnRun, ...]:
    """The runs by the recipe on the same budget: all sizes, the first seed."""
    budget = runs[0].budget
    return tuple(run for run in of_kind("straight") if run.budget == budget and run.seed == 0)


def same_sizes(runs: tuple[OwnRun, ...]) -> tuple[OwnRun, ...]:
    """The runs by the recipe beside each of them."""
    return tuple(next(run for run in beside(runs) if run.n == one.n) for one in runs)


def losses(way: Way) -> Picture:
    """Held-out loss against parameters, by the recipe and otherwise."""
    runs = bent("little") if way == "little" else bent("fast") if way == "rate" else bent("bytes")
    lines = [_line(_("by the recipe"), beside(runs), "ink")]
    if way == "little":
        lines.append(_line(_("{n} tokens of text, again and again", n=big(runs[0].text_tokens)), runs, "loss"))
    elif way == "rate":
        fast, slow = bent("fast"), bent("slow")
        lines.append(_line(_("rate × {times}", times=f"{fast[0].rate:g}"), fast, "loss"))
        lines.append(_line(_("rate ÷ {times}", times=f"{1 / slow[0].rate:g}"), slow, "query"))
    else:
        lines = [_line(_tokens_of(beside(runs)[0]), beside(runs), "ink"), _line(_tokens_of(runs[0]), runs, "query")]
    return lines, _axes(runs, _("Loss on held-out books, nats a token"))


def bits() -> Picture:
    """The same runs of two tokenizers, in bits for each byte of the same text."""
    runs = bent("bytes")
    lines = [
        _line(_tokens_of(beside(runs)[0]), beside(runs), "ink", of="bits_per_byte"),
        _line(_tokens_of(runs[0]), runs, "query", of="bits_per_byte"),
    ]
    return lines, _axes(runs, _("Bits a byte of held-out books"))


def learning() -> Picture:
    """While they learn: the largest model with too little text, and the same model with enough."""
    little = bent("little")[-1]
    enough = same_sizes((little,))[0]
    lines = [
        _curve(_("too little: the text it learns from"), little, "train", "loss", dashed=True),
        _curve(_("too little: held-out books"), little, "held_out", "loss"),
        _curve(_("enough: held-out books"), enough, "held_out", "ink"),
    ]
    x = [value for line in lines for value in line.x]
    return lines, RunAxes(_("Tokens read so far"), _("Loss, nats a token"), ticks(min(x), max(x)))


def _curve(name: str, run: OwnRun, of: str, tone: Role, *, dashed: bool = False) -> RunLine:
    x = tuple(float(point.tokens) for point in run.curve)
    return RunLine(name, x, tuple(getattr(point, of) for point in run.curve), tone=tone, points=False, dashed=dashed)


def _line(name: str, runs: tuple[OwnRun, ...], tone: Role, *, of: str = "loss") -> RunLine:
    x = tuple(float(run.n) for run in runs)
    return RunLine(name, x, tuple(getattr(run, of) for run in runs), tuple(map(note, runs)), tone)


def _axes(runs: tuple[OwnRun, ...], y: str) -> RunAxes:
    n = [run.n for run in (*beside(runs), *runs)]
    return RunAxes(_("Parameters, without the table of tokens"), y, ticks(min(n), max(n)))


def _tokens_of(run: OwnRun) -> str:
    return _("vocabulary of {n}", n=f"{run.vocabulary:,}")


def said(way: Way) -> str:
    return {"little": _little, "rate": _rate, "bits": _bits}[way]()


def _little() -> str:
    runs = bent("little")
    one, right = runs[-1], same_sizes(runs)[-1]
    least = min(runs, key=lambda run: run.loss)
    worse = _(
        "The model of {n} parameters has read {tokens} tokens either way, but here {passes} times the same {text}: on "
        "held-out books it loses {loss} nats instead of {right}, while on its own text it is down to {train}.",
        n=big(one.n),
        tokens=big(one.tokens),
        passes=f"{one.passes:.0f}",
        text=big(one.text_tokens),
        loss=f"{one.loss:.2f}",
        right=f"{right.loss:.2f}",
        train=f"{one.curve[-1].train:.2f}",
    )
    if least is one:
        return worse
    return joined(
        worse,
        _(
            "With so little text the model of {n} parameters does better, with {loss}.",
            n=big(least.n),
            loss=f"{least.loss:.2f}",
        ),
    )


def _rate() -> str:
    fast, slow = bent("fast"), bent("slow")
    gap = {name: _mean_gap(runs) for name, runs in (("fast", fast), ("slow", slow))}
    return _(
        "The same models, text and steps: a rate {fast} times as high costs {much} nats on average, one {slow} times "
        "as low {little}. A law fitted to such runs says more of the rate than of size.",
        fast=f"{fast[0].rate:g}",
        slow=f"{1 / slow[0].rate:g}",
        much=f"{gap['fast']:.2f}",
        little=f"{gap['slow']:.2f}",
    )


def _mean_gap(runs: tuple[OwnRun, ...]) -> float:
    return float(np.mean([run.loss - right.loss for run, right in zip(runs, same_sizes(runs), strict=True)]))


def _bits() -> str:
    """Which tokenizer is better depends on what is counted, where the two orders differ."""
    runs = bent("bytes")
    one, other = runs[-1], same_sizes(runs)[-1]
    places = {
        "n": big(one.n),
        "own": f"{one.loss:.2f}",
        "other": f"{other.loss:.2f}",
        "own_bits": f"{one.bits_per_byte:.2f}",
        "other_bits": f"{other.bits_per_byte:.2f}",
        "bytes": f"{_bytes_a_token(other):.1f}",
    }
    if (one.loss < other.loss) == (one.bits_per_byte < other.bits_per_byte):
        return _(
            "A byte is a token, or {bytes} of them are. With {n} parameters: {own} against {other} nats a token, "
            "{own_bits} against {other_bits} bits a byte of the same text.",
            **places,
        )
    return _(
        "A byte is easier to guess than a token of {bytes} of them: {own} nats against {other} with {n} parameters. "
        "But the same text takes more guesses: {own_bits} bits a byte against {other_bits}. Losses of two tokenizers "
        "can be compared by the byte alone.",
        **places,
    )


def _bytes_a_token(run: OwnRun) -> float:
    return run.loss / float(np.log(2)) / run.bits_per_byte


def how(way: Way) -> str:
    """What was done, and to how many runs."""
    runs = bent("little") if way == "little" else bent("fast") if way == "rate" else bent("bytes")
    done = _("{n} tokens each, one seed; everything else is the recipe's.", n=big(runs[0].tokens))
    return joined(_gaps() if way == "little" else "", done)


def _gaps() -> str:
    runs = bent("little")
    gaps = [run.loss / right.loss - 1 for run, right in zip(runs, same_sizes(runs), strict=True)]
    return _(
        "With {small} parameters too little text costs {first} of the loss, with {large} {last}.",
        small=big(runs[0].n),
        large=big(runs[-1].n),
        first=percent(gaps[0]),
        last=percent(gaps[-1]),
    )
