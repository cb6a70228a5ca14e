"""The sampling pipeline as cards: one a stage, with its knob, a miniature of what it leaves, and two numbers."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.surprisal import entropy
from explorer.decoding.filters import Bools, Floats
from explorer.decoding.pipeline import Pipeline, Stage
from explorer.decoding.sampling import NEUTRAL, ORDER, Sampling
from explorer.decoding.top import top
from explorer.engine.runs import Run
from explorer.figures.numbers import count, percent, setting
from explorer.words import _, ngettext

SPARKS = 18
"""Bars in the miniature of a stage."""

USUAL = {
    "repetition_penalty": 1.2,
    "frequency_penalty": 0.5,
    "presence_penalty": 0.5,
    "temperature": 0.7,
    "top_k": 40,
    "top_p": 0.9,
    "min_p": 0.05,
    "typical_p": 0.9,
}
"""What a stage is set to that is switched on while its setting does nothing."""


@dataclass(frozen=True)
class Knob:
    """The range of one setting's knob; a link may go beyond it."""

    low: float
    high: float
    step: float
    kind: type = float

    def read(self, value: float) -> float:
        """0.30000000000000004 -> 0.3, and nothing beyond the range."""
        return self.kind(round(min(max(value, self.low), self.high), 6))


KNOBS = {
    "repetition_penalty": Knob(1, 2, 0.05),
    "frequency_penalty": Knob(0, 2, 0.05),
    "presence_penalty": Knob(0, 2, 0.05),
    "temperature": Knob(0, 2, 0.05),
    "top_k": Knob(0, 200, 1, int),
    "top_p": Knob(0, 1, 0.01),
    "min_p": Knob(0, 1, 0.01),
    "typical_p": Knob(0.01, 1, 0.01),
    "seed": Knob(0, 2**32 - 1, 1, int),
}


def changed(sampling: Sampling, sent: Mapping[str, Any]) -> Sampling:
    """The settings after what a browser sent, all of it looked up: numbers by field, `on:field` for a switch, `order`.

    A knob that moves switches its stage on; a switch that finds nothing set takes what is usual.
    """
    moved = {field: KNOBS[field].read(value) for field, value in sent.items() if field in KNOBS}
    off = set(sampling.off) - moved.keys()
    for stage in ORDER:
        match sent.get(f"on:{stage}"):
            case True:
                off.discard(stage)
                if moved.get(stage, getattr(sampling, stage)) == NEUTRAL[stage]:
                    moved[stage] = USUAL[stage]
            case False if getattr(sampling, stage) != NEUTRAL[stage]:
                off.add(stage)
    order = sent.get("order", ())
    return replace(
        sampling,
        **moved,
        off=tuple(stage for stage in ORDER if stage in off),
        order=tuple(order) if len(order) == len(ORDER) and set(order) == set(ORDER) else sampling.order,
    )


def _labels() -> dict[str, str]:
    """As short as a card is narrow; the field's English terms stand in every language."""
    return {
        "raw": _("logits"),
        "repetition_penalty": _("repetition"),
        "frequency_penalty": _("frequency"),
        "presence_penalty": _("presence"),
        "temperature": _("temperature"),
        "top_k": _("top-k"),
        "top_p": _("top-p"),
        "min_p": _("min-p"),
        "typical_p": _("typical-p"),
    }


def _hints() -> dict[str, str]:
    return {
        "raw": _("The model's own scores, and the softmax of them"),
        "repetition_penalty": _("Above 1, tokens that are already in the text become less likely"),
        "frequency_penalty": _("Taken from a token's logit once for every time it is already in the text; 0 is off"),
        "presence_penalty": _("Taken once from the logit of every token that is already in the text; 0 is off"),
        "temperature": _("Below 1 sharper, above 1 flatter; 0 takes the likeliest token always"),
        "top_k": _("Keeps the k likeliest tokens; 0 is off"),
        "top_p": _("Keeps the likeliest tokens until they reach this probability together; 1 is off"),
        "min_p": _("Keeps tokens at least this fraction as likely as the likeliest; 0 is off"),
        "typical_p": _("Keeps tokens about as surprising as expected, up to this probability; 1 is off"),
    }


def cards(run: Run) -> list[dict[str, Any]]:
    """Every stage of the run's pipeline, then the probabilities and the choice."""
    pipeline = run.pipeline
    ids = top(pipeline, SPARKS).ids
    staged = [_stage_card(stage, at, pipeline, ids) for at, stage in enumerate(pipeline.stages)]
    return [*staged, _probabilities_card(pipeline, ids), _choice_card(run, ids)]


def _stage_card(stage: Stage, at: int, pipeline: Pipeline, ids: NDArray[np.int64]) -> dict[str, Any]:
    label, hint = _labels()[stage.name], _hints()[stage.name]
    return {
        "name": stage.name,
        "label": label,
        "title": hint,
        "value": "",
        "active": stage.active,
        "knob": None,
        "move": "",
        "bars": _bars(stage.probs, stage.kept, ids),
        "foot": [_tokens(stage), _bits(stage)],
    } | ({} if stage.name == "raw" else _controls(stage.name, at, pipeline.sampling, f"{label}: {hint}"))


def _controls(stage: str, at: int, sampling: Sampling, label: str) -> dict[str, Any]:
    """What a stage can be told: its setting, whether it works, and its place."""
    value = getattr(sampling, stage)
    return {
        "value": _value(stage, value),
        "on": sampling.works(stage),
        "knob": _knob(stage, value, label),
        "switch": _("Switch {stage} on or off; its setting stays", stage=_labels()[stage]),
        "move": _(
            "{stage}, place {place} of {places}: drag it, or press the left and right arrow keys, to move it",
            stage=_labels()[stage],
            place=at,
            places=len(sampling.order),
        ),
    }


def _value(stage: str, value: float) -> str:
    return _("off") if value == NEUTRAL[stage] and stage != "temperature" else setting(value)


def _knob(field: str, value: float, label: str) -> dict[str, Any]:
    knob = KNOBS[field]
    kind = "number" if field == "seed" else "range"
    return {
        "field": field,
        "kind": kind,
        "min": knob.low,
        "max": knob.high,
        "step": knob.step,
        "value": value,
        "label": label,
    }


def _bars(probs: Floats, kept: Bools, ids: NDArray[np.int64]) -> list[float]:
    """Shares of the largest, -1 for a removed token."""
    shares = probs[ids] / probs[ids].max() if probs[ids].max() else probs[ids]
    return [round(float(share), 3) if kept[id] else -1 for id, share in zip(ids, shares, strict=True)]


def _tokens(stage: Stage) -> str:
    n = int(stage.kept.sum())
    return ngettext("{count} token", "{count} tokens", n, count=count(n))


def _bits(stage: Stage) -> str:
    return _("{bits} bits", bits=f"{entropy(stage.logits):.2f}")


def _probabilities_card(pipeline: Pipeline, ids: NDArray[np.int64]) -> dict[str, Any]:
    last = pipeline.stages[-1]
    return {
        "name": "probabilities",
        "label": _("probabilities"),
        "title": _("What the token is drawn with: the softmax over those that are left"),
        "value": "",
        "active": True,
        "knob": None,
        "move": "",
        "bars": _bars(last.probs, last.kept, ids),
        "foot": [_tokens(last), _("≈ {n} choices", n=choices(last))],
    }


def choices(stage: Stage) -> str:
    """The effective number of choices: how many equally likely tokens would be as uncertain, e to the entropy in nats.

    "4.2", "1,023"
    """
    n = 2 ** float(entropy(stage.logits))
    return f"{n:.1f}" if n < 100 else count(round(n))


def _choice_card(run: Run, ids: NDArray[np.int64]) -> dict[str, Any]:
    chosen = run.next_id
    label = _("Seed: another number draws another token")
    return {
        "name": "choice",
        "label": _("choice (seed)"),
        "title": label,
        "value": "",
        "active": True,
        "knob": _knob("seed", run.question.sampling.seed, label),
        "move": "",
        "bars": [1.0 if id == chosen else 0.0 for id in ids],
        "foot": [run.texts_of([chosen])[0], percent(float(run.pipeline.probs[chosen]))],
    }
