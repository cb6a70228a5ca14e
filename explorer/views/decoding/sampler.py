"""What the settings did to one choice, in sentences, and the line of the draw."""

from dataclasses import replace
from typing import Any

import numpy as np

from explorer.decoding.choice import draw
from explorer.decoding.pipeline import run as run_pipeline
from explorer.decoding.sampling import ORDER, Sampling
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent
from explorer.views.decoding.stage_cards import choices
from explorer.words import _
from explorer.words.sentences import chip
from explorer.words.settings import listed, working

SEGMENTS = 40
"""Tokens that the line of the draw tells apart."""


def sentence(run: Run) -> str:
    """What the settings did to this choice."""
    probs, kept = run.pipeline.probs, int(run.pipeline.stages[-1].kept.sum())
    best = int(probs.argmax())
    places = {
        "settings": active_settings(run.question.sampling),
        "n": count(kept),
        "total": count(probs.size),
        "token": chip(run.texts_of([best])[0]),
        "share": percent(float(probs[best])),
    }
    if not places["settings"]:
        return _(
            "With every setting off, all {total} tokens can be drawn; the likeliest is {token} ({share}).", **places
        )
    if kept == 1:
        return _("At {settings}, only one of {total} tokens remains: {token}.", **places)
    return _("At {settings}, {n} of {total} tokens remain; the likeliest is {token} ({share}).", **places)


def active_settings(sampling: Sampling) -> str:
    """The settings that do something, as a list in the reader's language: "temperature 0.7 and top-p 0.9"."""
    return listed(working(sampling))


def hesitation(run: Run) -> str:
    """The effective number of choices, before and after the settings."""
    first, last = run.pipeline.stages[0], run.pipeline.stages[-1]
    before, after = choices(first), choices(last)
    if before == after:
        return _("The uncertainty is that of a choice among {before} equally likely tokens.", before=before)
    return _(
        "The model's own uncertainty is that of a choice among {before} equally likely tokens; the settings make it "
        "{after}.",
        before=before,
        after=after,
    )


def order_sentence(run: Run) -> str:
    """What another order changes against transformers'; nothing where it is transformers'."""
    sampling = run.question.sampling
    if sampling.order == ORDER:
        return ""
    usual = run_pipeline(run.trace.logits[-1], run.trace.ids, replace(sampling, order=ORDER))
    same = float(np.minimum(usual.probs, run.pipeline.probs).sum())
    places = {"n": count(int(usual.stages[-1].kept.sum())), "share": percent(same)}
    if same > 1 - 1e-6:
        return _("In transformers' order of the stages the result would be the same.")
    return _(
        "In transformers' order of the stages, {n} of the tokens would remain; the two orders have {share} of the "
        "probability in common.",
        **places,
    )


def drawn(run: Run) -> dict[str, Any]:
    """The line of the draw: probabilities end to end, and the place where the number falls."""
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
    return {
        "segments": segments,
        "place": draw(seed=run.question.sampling.seed, step=run.generation.step),
        "label": _("The draw: all probabilities end to end, likeliest first"),
    }


def _segment(text: str, share: float, chosen: bool) -> dict[str, Any]:
    title = f"{text} {percent(share)}" if text else _("all others: {share}", share=percent(share))
    return {"text": text, "share": share, "chosen": bool(chosen), "title": title}


def draw_sentence(run: Run) -> str:
    """Which number was drawn, and what it falls on."""
    chosen = run.next_id
    place = draw(seed=run.question.sampling.seed, step=run.generation.step)
    return _(
        "Seed {seed} at step {step} gives the number {number}, and it falls on {token} ({share}).",
        seed=run.question.sampling.seed,
        step=run.generation.step + 1,
        number=f"{place:.3f}",
        token=chip(run.texts_of([chosen])[0]),
        share=percent(float(run.pipeline.probs[chosen])),
    )
