"""The sampling pipeline as cards: one a stage, with its knob, a miniature of what it leaves, and two numbers."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from explorer.analysis.surprisal import entropy
from explorer.decoding.filters import Bools, Floats
from explorer.decoding.pipeline import Pipeline, Stage
from explorer.decoding.sampling import Sampling
from explorer.decoding.top import top
from explorer.ui.runs import Run
from explorer.ui.spine import next_id, tokens_of_each
from explorer.ui.words import _, ngettext
from explorer.view.numbers import count, percent, setting

SPARKS = 18
"""Bars in the miniature of a stage."""
OFF = Sampling()


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
    "temperature": Knob(0, 2, 0.05),
    "top_k": Knob(0, 200, 1, int),
    "top_p": Knob(0, 1, 0.01),
    "min_p": Knob(0, 1, 0.01),
    "typical_p": Knob(0.01, 1, 0.01),
    "seed": Knob(0, 2**32 - 1, 1, int),
}


def settings_of(values: dict[str, float]) -> dict[str, float]:
    """What a browser sent, looked up: fields of Sampling with numbers of their kind, inside their knob's range."""
    return {field: KNOBS[field].read(value) for field, value in values.items() if field in KNOBS}


def labels() -> dict[str, str]:
    """The stages' names; the field's English terms stand in every language."""
    return {
        "raw": _("logits"),
        "repetition_penalty": _("repetition"),
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
    called, hints = labels(), _hints()
    staged = [_stage_card(stage, pipeline, ids, called[stage.name], hints[stage.name]) for stage in pipeline.stages]
    return [*staged, _probabilities_card(pipeline, ids), _choice_card(run, ids)]


def _stage_card(stage: Stage, pipeline: Pipeline, ids: NDArray[np.int64], label: str, hint: str) -> dict[str, Any]:
    value = None if stage.name == "raw" else getattr(pipeline.sampling, stage.name)
    return {
        "name": stage.name,
        "label": label,
        "title": hint,
        "value": "" if value is None else _value(stage.name, value),
        "active": stage.active,
        "knob": None if value is None else _knob(stage.name, value, f"{label}: {hint}"),
        "bars": _bars(stage.probs, stage.kept, ids),
        "foot": [_tokens(stage), _bits(stage)],
    }


def _value(name: str, value: float) -> str:
    return _("off") if value == getattr(OFF, name) and name != "temperature" else setting(value)


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
    last, hesitation = pipeline.stages[-1], 2 ** float(entropy(pipeline.stages[-1].logits))
    return {
        "name": "probabilities",
        "label": _("probabilities"),
        "title": _("What the token is drawn with: the softmax over those that are left"),
        "value": "",
        "active": True,
        "knob": None,
        "bars": _bars(last.probs, last.kept, ids),
        "foot": [
            _tokens(last),
            _("like {n} equals", n=f"{hesitation:.1f}" if hesitation < 100 else count(round(hesitation))),
        ],
    }


def _choice_card(run: Run, ids: NDArray[np.int64]) -> dict[str, Any]:
    chosen = next_id(run)
    label = _("Seed: another number draws another token")
    return {
        "name": "choice",
        "label": _("choice (seed)"),
        "title": label,
        "value": "",
        "active": True,
        "knob": _knob("seed", run.here.sampling.seed, label),
        "bars": [1.0 if id == chosen else 0.0 for id in ids],
        "foot": [tokens_of_each(run, [chosen])[0], percent(float(run.pipeline.probs[chosen]))],
    }
