"""The draw: the random number, and what it falls on."""

import numpy as np

from explorer.components.probability.draw_line import DrawLine, Segment
from explorer.decoding.choice import draw
from explorer.engine.runs import Run
from explorer.figures.numbers import percent
from explorer.words import _
from explorer.words.sentences import chip

SEGMENTS = 40
"""Tokens that the line of the draw tells apart."""


def draw_line(run: Run) -> DrawLine:
    """Probabilities end to end, and the place where the number falls."""
    probs, chosen = run.pipeline.probs, run.next_id
    order = np.argsort(-probs, kind="stable")
    order = order[probs[order] > 0]
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
    chosen = run.next_id
    return _(
        "Seed {seed} at step {step} gives the number {number}, and it falls on {token} ({share}).",
        seed=run.question.sampling.seed,
        step=run.generation.step + 1,
        number=f"{number_of(run):.3f}",
        token=chip(run.texts_of([chosen])[0]),
        share=percent(float(run.pipeline.probs[chosen])),
    )
