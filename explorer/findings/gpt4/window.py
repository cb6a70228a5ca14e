"""What falls out of the window: how the prediction changes while a model reads ever less of the text."""

from collections.abc import Sequence

import numpy as np

from explorer.components.probability.probability_bars import Labels as BarLabels
from explorer.components.probability.probability_bars import ProbabilityBars
from explorer.components.probability.probability_bars import Row as Bar
from explorer.components.text.window_strip import Labels, Piece, WindowStrip
from explorer.engine.falling_out import SINKS, After, FallingOut, Way
from explorer.engine.runs import Run
from explorer.figures.falling_out import Line
from explorer.figures.numbers import count, percent
from explorer.findings.courses import at_length, course
from explorer.findings.token_names import told as named
from explorer.models.model import Model
from explorer.words import _
from explorer.words.sentences import chip, joined

MOST = 96
"""Windows that are measured at most."""
FEWEST = 16
WORK = 2e12
"""Tokens × parameters that a measurement takes, about: half a minute on one core."""
AT_ONCE = 1.5e11
"""Up to which nobody has to ask for it."""
ROWS = 8
HELPS = 0.5
"""Keeping the first tokens helps where no more than this share of the bits is left."""


def widths_of(n: int, model: Model) -> tuple[int, ...]:
    """Every window from 1 token to all n, or where that were too much work, fewer of the wide ones."""
    affordable = int(WORK / (2.5 * n * model.n_parameters))
    most = min(n, MOST, max(FEWEST, affordable))
    if most == n:
        return tuple(range(1, n + 1))
    spread = np.unique(np.round(np.geomspace(1, n, 4 * most)).astype(int))
    kept = spread[np.unique(np.round(np.linspace(0, len(spread) - 1, most)).astype(int))]
    return tuple(int(width) for width in kept)


def light(widths: Sequence[int], model: Model) -> bool:
    """Whether it is measured without being asked for."""
    return (sum(widths) + 2 * widths[-1] * len(widths)) * model.n_parameters <= AT_ONCE


def names() -> dict[Way, str]:
    return {
        "cut": _("text cut, read anew"),
        "window": _("whole text, attention to the last ones only"),
        "sinks": _("the same, and the first {n} tokens stay in sight", n=SINKS),
    }


def lines(found: FallingOut) -> list[Line]:
    return [Line(names()[way], found.widths, tuple(one.kl for one in afters)) for way, afters in found.ways.items()]


def spoken(found: FallingOut) -> str:
    """The curves for those who do not see them."""
    return joined(
        *(course(line.name, zip(line.widths, line.bits, strict=True), at_length, _bits) for line in lines(found))
    )


def _bits(bits: float) -> str:
    return _("{bits} bits", bits=f"{bits:.2f}")


def decisive(found: FallingOut) -> int:
    """The place in `widths` of the window that has just lost what moves the prediction most; the text is cut."""
    return int(np.argmax([after.step for after in found.ways["cut"]]))


def nearest(found: FallingOut, width: int) -> int:
    """The place in `widths` of the window nearest to this one."""
    return int(np.argmin([abs(one - width) for one in found.widths]))


def strip(run: Run, found: FallingOut, at: int) -> WindowStrip:
    """The tokens; each has the colour of what changed when it fell out, with those that fell out together."""
    n, afters = len(run.tokens), found.ways["cut"]
    most = max((after.step for after in afters), default=0.0) or 1.0
    worst = decisive(found)
    pieces = []
    for place, token in enumerate(run.tokens):
        k = _lost_at(found, n - place)
        step = 0.0 if k is None else afters[k].step
        pieces.append(
            Piece(
                text=token.text,
                title=_("never falls out") if k is None else _moved(step),
                shade=round(step / most, 3),
                marked=k == worst and step > 0,
                special=token.special,
            )
        )
    return WindowStrip(pieces=tuple(pieces), first=n - found.widths[at], labels=_labels(found))


def _lost_at(found: FallingOut, from_end: int) -> int | None:
    """The place in `widths` of the widest window without the token that is so many from the end; None for the last."""
    narrower = [k for k, width in enumerate(found.widths) if width < from_end]
    return narrower[-1] if narrower else None


def _moved(step: float) -> str:
    return _("its loss moves the prediction by {bits} bits", bits=f"{step:.2f}")


def _labels(found: FallingOut) -> Labels:
    every = len(found.widths) == found.widths[-1]
    return Labels(
        text=_("The text; a click lets the window begin at a token"),
        out=_("fallen out"),
        within=_("where the window begins: click a token, or use the arrow keys"),
        marked=_("its loss changes most") if every else _("their loss, together, changes most"),
        shade=_("the stronger, the more the prediction moved when it fell out"),
    )


def bars(run: Run, found: FallingOut, at: int, way: Way) -> ProbabilityBars:
    """The next token with the whole text and with the window."""
    after = found.ways[way][at]
    likeliest = sorted(range(len(after.ids)), key=lambda k: -max(after.probs[k], after.whole[k]))[:ROWS]
    rows = sorted(likeliest, key=lambda k: -after.whole[k])
    texts = run.texts_of(after.ids)
    return ProbabilityBars(
        rows=tuple(_bar(after, k, texts[k]) for k in rows),
        tail=None,
        formula=None,
        labels=BarLabels(
            bars=_("The likeliest next tokens, with the whole text and with the window"),
            token=_("token"),
            before=_("whole text"),
            after=_("last {n}", n=count(found.widths[at])),
            logit="",
            row=_(
                "{token}: {before} with the whole text, {after} with the window",
                token="{token}",
                before="{before}",
                after="{after}",
            ),
        ),
    )


def _bar(after: After, k: int, text: str) -> Bar:
    before, now = after.whole[k], after.probs[k]
    return Bar(
        id=after.ids[k],
        rank="",
        text=text,
        logit="",
        before=round(before, 6),
        after=round(now, 6),
        before_text=percent(before),
        after_text=percent(now),
        removed=False,
        chosen=k == 0,
        why="",
        working=None,
    )


def told(run: Run, found: FallingOut) -> str:
    """The word whose loss changes the prediction most, and from what to what."""
    if len(found.widths) == 1:
        return _("The text has one token alone, so that nothing can fall out.")
    worst = decisive(found)
    narrow, wide = found.ways["cut"][worst], found.ways["cut"][worst + 1] if worst + 1 < len(found.widths) else None
    if wide is None or not narrow.step:
        return _("No token's loss changes the prediction.")
    first, last = len(run.tokens) - found.widths[worst + 1], len(run.tokens) - found.widths[worst] - 1
    said = _moves_most(run, first, last, narrow.step)
    before, after = run.texts_of([wide.ids[0], narrow.ids[0]])
    if before == after:
        return joined(said, _("The likeliest next token stays {token}.", token=chip(after)))
    return joined(
        said,
        _("The likeliest next token was {before} and becomes {after}.", before=chip(before), after=chip(after)),
    )


def _moves_most(run: Run, first: int, last: int, step: float) -> str:
    bits = f"{step:.2f}"
    if first == last:
        return _(
            "Most changes when {token} falls out of the window: the prediction moves by {bits} bits.",
            token=named(run.tokens, first),
            bits=bits,
        )
    return _(
        "Most changes when the tokens from {first} to {last} fall out of the window: the prediction moves by {bits} "
        "bits.",
        first=named(run.tokens, first),
        last=named(run.tokens, last),
        bits=bits,
    )


def at_window(found: FallingOut, at: int) -> str:
    """The three numbers of one window."""
    kl = {way: afters[at].kl for way, afters in found.ways.items()}
    return _(
        "With the last {w} tokens alone, the prediction differs from that of the whole text by {cut} bits (KL) where "
        "the text is cut, and by {window} bits where only attention is limited.",
        w=count(found.widths[at]),
        cut=f"{kl['cut']:.2f}",
        window=f"{kl['window']:.2f}",
    )


def about_sinks(found: FallingOut) -> str:
    """Whether the first tokens are what a window misses: with as many tokens in sight, on average over all windows."""
    pairs = _as_many(found)
    if not pairs:
        return ""
    without, kept = (float(np.mean(bits)) for bits in zip(*pairs, strict=True))
    said = _(
        "Attention limited to the last tokens costs {without} bits, on average over {k} windows; with as many in "
        "sight, of which {n} are the first of the text, {kept}.",
        k=len(pairs),
        n=SINKS,
        without=f"{without:.2f}",
        kept=f"{kept:.2f}",
    )
    if without > 0 and kept <= HELPS * without:
        return joined(
            said,
            _(
                "Many heads rest on the first tokens (attention sinks): what a window misses most is not their "
                "meaning, but the place to rest (Xiao et al. 2023, StreamingLLM)."
            ),
        )
    return joined(said, _("Here attention sinks (Xiao et al. 2023) explain less than half of it."))


def _as_many(found: FallingOut) -> list[tuple[float, float]]:
    """Bits of a window of the last tokens, and of one SINKS narrower that keeps the first ones; both leave some out."""
    widths, pairs = found.widths, []
    for k, width in enumerate(widths):
        wider = next((j for j, other in enumerate(widths) if other >= width + SINKS), None)
        if width >= SINKS and wider is not None and widths[wider] < widths[-1]:
            pairs.append((found.ways["window"][wider].kl, found.ways["sinks"][k].kl))
    return pairs


def how_measured(run: Run, found: FallingOut) -> str:
    n, k = len(run.tokens), len(found.widths)
    every = (
        _("Every window from 1 to {n} tokens was measured, in both ways.", n=count(n))
        if k == n
        else _("{k} windows from 1 to {n} tokens were measured, in both ways.", k=k, n=count(n))
    )
    return joined(
        every,
        _(
            "Cut: the model reads the last tokens anew, and its positions begin at 0. Limited attention: the positions "
            "keep their numbers, and what has fallen out of sight may still have an effect through other tokens that "
            "saw it, layer by layer, as in models with a sliding window."
        ),
    )
