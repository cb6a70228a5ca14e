"""The draw: the random number, and what it falls on."""

import math

import numpy as np

from explorer.components.probability.draw_line import DrawLine, Segment
from explorer.decoding.choice import choose, draw, stretch
from explorer.decoding.filters import Floats
from explorer.decoding.top import likeliest
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.words import _
from explorer.words.sentences import chip

SEGMENTS = 40
"""Tokens that the line of the draw tells apart."""


def draw_line(run: Run) -> DrawLine:
    """Probabilities end to end, and the place where the number falls."""
    probs, chosen = run.pipeline.probs, run.next_id
    order = likeliest(probs)
    at = int(np.flatnonzero(order == chosen)[0])
    shown = [*order[:SEGMENTS], *([chosen] if at >= SEGMENTS else [])]
    texts = run.texts_of(shown)
    segments = [_segment(text, float(probs[id]), id == chosen) for id, text in zip(shown, texts, strict=True)]
    between, behind = order[SEGMENTS:at], order[max(SEGMENTS, at + 1) :]
    if at >= SEGMENTS:
        segments.insert(SEGMENTS, _segment("", float(probs[between].sum()), False))
    segments.append(_segment("", float(probs[behind].sum()), False))
    return DrawLine(
        segments=tuple(segments),
        place=number_of(run),
        label=_("The draw: all probabilities end to end, likeliest first"),
    )


def number_of(run: Run) -> float:
    """The random number of this choice, 0..1."""
    return draw(seed=run.question.sampling.seed, step=run.generation.step)


def _segment(text: str, share: float, chosen: bool) -> Segment:
    title = f"{text} {percent(share)}" if text else _("all others: {share}", share=percent(share))
    return Segment(text, share, bool(chosen), title)


def draw_sentence(run: Run) -> str:
    """Which number was drawn, and what it falls on."""
    return _fell(run, run.pipeline.probs, run.generation.step, run.next_id)


def why_unlikely(run: Run, probs: Floats, step: int, token: int) -> str:
    """Why a token stands at a step though others were likelier: where the number fell. "" where it was the likeliest.

    probs: (V,) what it was drawn from under the settings as they are.
    """
    if not 0 < probs[token] < probs.max():
        return ""
    drawn = choose(probs, seed=run.question.sampling.seed, step=step)
    if drawn == token:
        return _fell(run, probs, step, token)
    return _(
        "No draw put {token} there: somebody chose it, or the settings were others. {fell}",
        token=chip(run.texts_of([token])[0]),
        fell=_fell(run, probs, step, drawn),
    )


def _fell(run: Run, probs: Floats, step: int, token: int) -> str:
    share = float(probs[token])
    if np.count_nonzero(probs) == 1:
        return _("There is nothing to draw: only {token} is left.", token=chip(run.texts_of([token])[0]))
    seed = run.question.sampling.seed
    number, (start, end) = draw(seed=seed, step=step), stretch(probs, token)
    digits = places_of(end - start)
    return _(
        "Seed {seed} at step {step} gives the number {number}. Laid end to end, the likeliest first, the probabilities "
        "reach from {start} to {end} at {token} ({share}), and there it falls.",
        seed=seed,
        step=step + 1,
        number=f"{number:.{digits}f}",
        start=f"{start:.{digits}f}",
        end=f"{end:.{digits}f}",
        token=chip(run.texts_of([token])[0]),
        share=percent(share),
    )


def places_of(width: float) -> int:
    """Decimal places that tell a stretch's two ends apart, and a number between them; three at least.

    >>> places_of(0.4), places_of(0.004), places_of(0.00021)
    (3, 4, 5)
    """
    return min(15, max(3, 1 - math.floor(math.log10(width))))
