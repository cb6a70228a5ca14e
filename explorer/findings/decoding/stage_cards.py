"""The sampling pipeline as cards: one a stage, with its knob, a miniature of what it leaves, and two numbers."""

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.surprisal import entropy
from explorer.components.probability.stages import Card, Knob, Labels, Order, Stages
from explorer.decoding.filters import Bools, Floats
from explorer.decoding.pipeline import Pipeline
from explorer.decoding.sampling import Sampling
from explorer.decoding.stage import Stage
from explorer.decoding.stages import KNOBS, NEUTRAL, ORDERS
from explorer.decoding.top import top
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent, setting
from explorer.findings.decoding.choices import choices
from explorer.words import _, ngettext, translated
from explorer.words.stages import WORDS

SPARKS = 18
"""Bars in the miniature of a stage."""


def stages(run: Run) -> Stages:
    """The row of all stages, with the well-known orders of them."""
    return Stages(
        cards=cards(run),
        orders=tuple(Order(name, order) for name, order in ORDERS.items()),
        labels=Labels(
            row=_("From logits to a choice, stage by stage"),
            invitation=_("Each stage works on what the one before it left: set it, switch it off, drag it."),
            orders=_("Order of"),
            reset=_("Reset all settings"),
        ),
    )


def cards(run: Run) -> tuple[Card, ...]:
    """The logits, every stage of the run's pipeline, then the probabilities and the choice."""
    pipeline = run.pipeline
    ids = top(pipeline, SPARKS).ids
    staged = [_stage_card(stage, place, pipeline, ids) for place, stage in enumerate(pipeline.stages[1:], start=1)]
    return (_logits_card(pipeline, ids), *staged, _probabilities_card(pipeline, ids), _choice_card(run, ids))


def _logits_card(pipeline: Pipeline, ids: NDArray[np.int64]) -> Card:
    raw = pipeline.stages[0]
    return Card(
        name=raw.name,
        label=_("logits"),
        title=_("The model's own scores, and the softmax of them"),
        active=True,
        bars=_bars(raw.probs, raw.kept, ids),
        foot=_foot(raw),
    )


def _stage_card(stage: Stage, place: int, pipeline: Pipeline, ids: NDArray[np.int64]) -> Card:
    """What a stage can be told, its setting, whether it works and its place, and what it leaves."""
    words, sampling = WORDS[stage.name], pipeline.sampling
    label, hint = translated(words.short), translated(words.hint)
    return Card(
        name=stage.name,
        label=label,
        title=hint,
        active=stage.active,
        bars=_bars(stage.probs, stage.kept, ids),
        foot=_foot(stage),
        value=_value(stage.name, getattr(sampling, stage.name)),
        knob=_knob(stage.name, sampling, f"{label}: {hint}"),
        on=sampling.works(stage.name),
        switch=_("Switch {stage} on or off; its setting stays", stage=label),
        move=_(
            "{stage}, place {place} of {places}: drag it, or press the left and right arrow keys, to move it",
            stage=label,
            place=place,
            places=len(sampling.order),
        ),
    )


def _value(stage: str, value: float) -> str:
    return _("off") if value == NEUTRAL[stage] and stage != "temperature" else setting(value)


def _knob(field: str, sampling: Sampling, label: str) -> Knob:
    knob = KNOBS[field]
    return Knob(
        field=field,
        kind="number" if field == "seed" else "range",
        min=knob.low,
        max=knob.high,
        step=knob.step,
        value=getattr(sampling, field),
        label=label,
    )


def _bars(probs: Floats, kept: Bools, ids: NDArray[np.int64]) -> tuple[float, ...]:
    """Shares of the largest, -1 for a removed token."""
    shares = probs[ids] / probs[ids].max() if probs[ids].max() else probs[ids]
    return tuple(round(float(share), 3) if kept[id] else -1 for id, share in zip(ids, shares, strict=True))


def _foot(stage: Stage) -> tuple[str, ...]:
    return _tokens(stage), _("{bits} bits", bits=f"{entropy(stage.logits):.2f}")


def _tokens(stage: Stage) -> str:
    n = int(stage.kept.sum())
    return ngettext("{count} token", "{count} tokens", n, count=count(n))


def _probabilities_card(pipeline: Pipeline, ids: NDArray[np.int64]) -> Card:
    last = pipeline.stages[-1]
    return Card(
        name="probabilities",
        label=_("probabilities"),
        title=_("What the token is drawn with: the softmax over those that are left"),
        active=True,
        bars=_bars(last.probs, last.kept, ids),
        foot=(_tokens(last), _("≈ {n} choices", n=choices(last))),
    )


def _choice_card(run: Run, ids: NDArray[np.int64]) -> Card:
    chosen = run.next_id
    label = _("Seed: another number draws another token")
    return Card(
        name="choice",
        label=_("choice (seed)"),
        title=label,
        active=True,
        knob=_knob("seed", run.question.sampling, label),
        bars=tuple(1.0 if id == chosen else 0.0 for id in ids),
        foot=(run.texts_of([chosen])[0], percent(float(run.pipeline.probs[chosen]))),
    )
