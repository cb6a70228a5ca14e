"""What the settings did to one choice, in sentences, and the line of the draw."""

from typing import Any

import numpy as np

from explorer.components.sentence import chip
from explorer.decoding.choice import draw
from explorer.decoding.sampling import Sampling
from explorer.ui.runs import Run
from explorer.ui.spine import next_id, tokens_of_each
from explorer.ui.stage_cards import OFF, labels
from explorer.ui.words import _, language
from explorer.view.numbers import count, percent, setting

SEGMENTS = 40
"""Tokens that the line of the draw tells apart."""


def sentence(run: Run) -> str:
    """What the settings did to this choice."""
    probs, kept = run.pipeline.probs, int(run.pipeline.stages[-1].kept.sum())
    best = int(probs.argmax())
    places = {
        "settings": active_settings(run.here.sampling),
        "n": count(kept),
        "total": count(probs.size),
        "token": chip(tokens_of_each(run, [best])[0]),
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
    from babel.lists import format_list

    called = {**labels(), "repetition_penalty": _("repetition penalty")}
    said = [
        f"{called[field]} {setting(getattr(sampling, field))}"
        for field in called
        if field != "raw" and getattr(sampling, field) != getattr(OFF, field)
    ]
    return format_list(said, locale=language()) if said else ""


def drawn(run: Run) -> dict[str, Any]:
    """The line of the draw: probabilities end to end, and the place where the number falls."""
    probs, chosen = run.pipeline.probs, next_id(run)
    order = np.argsort(-probs, kind="stable")
    order = order[probs[order] > 0]
    at = int(np.flatnonzero(order == chosen)[0])
    shown = [*order[:SEGMENTS], *([chosen] if at >= SEGMENTS else [])]
    texts = tokens_of_each(run, shown)
    segments = [_segment(text, float(probs[id]), id == chosen) for id, text in zip(shown, texts, strict=True)]
    between, behind = order[SEGMENTS:at], order[max(SEGMENTS, at + 1) :]
    if at >= SEGMENTS:
        segments.insert(SEGMENTS, _segment("", float(probs[between].sum()), False))
    segments.append(_segment("", float(probs[behind].sum()), False))
    return {
        "segments": segments,
        "place": draw(seed=run.here.sampling.seed, step=run.generation.step),
        "label": _("The draw: all probabilities end to end, likeliest first"),
    }


def _segment(text: str, share: float, chosen: bool) -> dict[str, Any]:
    title = f"{text} {percent(share)}" if text else _("all others: {share}", share=percent(share))
    return {"text": text, "share": share, "chosen": bool(chosen), "title": title}


def draw_sentence(run: Run) -> str:
    """Which number was drawn, and what it falls on."""
    chosen = next_id(run)
    place = draw(seed=run.here.sampling.seed, step=run.generation.step)
    return _(
        "Seed {seed} at step {step} gives the number {number}, and it falls on {token} ({share}).",
        seed=run.here.sampling.seed,
        step=run.generation.step + 1,
        number=f"{place:.3f}",
        token=chip(tokens_of_each(run, [chosen])[0]),
        share=percent(float(run.pipeline.probs[chosen])),
    )
