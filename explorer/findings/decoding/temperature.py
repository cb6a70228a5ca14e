"""What temperature does to a choice: the same logits from cold to hot, in bars, curves and sentences."""

from dataclasses import replace
from typing import Any

import numpy as np

from explorer.components.probability.temperature_curve import Labels, TemperatureCurve
from explorer.decoding.pipeline import run as run_pipeline
from explorer.decoding.sampling import Sampling
from explorer.decoding.stage import Stage
from explorer.decoding.stages import KNOBS, SPECS
from explorer.decoding.temperature_sweep import Heat, heat
from explorer.engine.cache import once
from explorer.engine.runs import Run
from explorer.figures.numbers import percent, setting
from explorer.findings.decoding.choices import written
from explorer.words import _
from explorer.words.sentences import chip, listed, parts
from explorer.words.settings import working

TOKENS = 11
CUTTING = tuple(spec.name for spec in SPECS if spec.compare is not None and not spec.only_greedy)
"""Stages that remove tokens at any temperature."""
LARGE = 50_000
"""Tokens."""
GRID = tuple(round(float(at), 2) for at in np.arange(0, KNOBS["temperature"].high + 1e-9, KNOBS["temperature"].step))
"""Where the knob can stand."""


def temperature_curve(run: Run) -> TemperatureCurve:
    """The choice at every place of the knob."""
    sweep = heat_of(run)
    texts = run.texts_of(sweep.ids)
    return TemperatureCurve(
        temperatures=GRID,
        tokens=tuple(texts),
        shares=tuple(map(tuple, np.round(sweep.shares, 5).tolist())),
        choices=tuple(np.round(sweep.choices, 3).tolist()),
        said=tuple(parts(said(sweep, at, texts[0])) for at in range(len(GRID))),
        now=run.question.sampling.effective("temperature"),
        left=tuple(left_of(run)),
        labels=_labels(),
    )


def heat_of(run: Run) -> Heat:
    """Of the logits that reach the temperature stage; computed once for what stands before it."""
    trace, sampling = run.trace, run.question.sampling
    before = tuple((stage, sampling.effective(stage)) for stage in _before(sampling))
    return once(("heat", trace.identity, before), lambda: heat(_reaching(run).logits, GRID, k=TOKENS))


def left_of(run: Run) -> list[int | None]:
    """How many tokens all the settings leave, at each temperature; [] where none of them cuts any."""
    trace = run.trace
    sampling = run.question.sampling
    sampling = replace(sampling, seed=0, temperature=1.0, off=_without(sampling.off, "temperature"))
    if not any(map(sampling.works, CUTTING)):
        return []
    key = ("left by temperature", trace.identity, sampling)
    return once(key, lambda: [_left(run, sampling, at) for at in range(len(GRID))])


def _left(run: Run, sampling: Sampling, at: int) -> int | None:
    """Of a large vocabulary only every fourth temperature is counted, so that the page stays quick."""
    logits = run.trace.logits[-1]
    if logits.size > LARGE and at % 4:
        return None
    pipeline = run_pipeline(logits, run.trace.ids, replace(sampling, temperature=GRID[at]))
    return int(pipeline.stages[-1].kept.sum())


def _without(stages: tuple[str, ...], one: str) -> tuple[str, ...]:
    return tuple(stage for stage in stages if stage != one)


def _reaching(run: Run) -> Stage:
    """The stage before the temperature's."""
    return run.pipeline.stages[len(_before(run.question.sampling))]


def _before(sampling: Sampling) -> tuple[str, ...]:
    return sampling.order[: sampling.order.index("temperature")]


def said(made: Heat, at: int, likeliest: str) -> str:
    """One temperature in a sentence."""
    n = float(made.choices[at])
    places: dict[str, Any] = {
        "temperature": setting(float(made.temperatures[at])),
        "token": chip(likeliest),
        "share": percent(float(made.shares[at, 0])),
        "n": written(n),
        "bits": f"{made.entropy[at]:.2f}",
    }
    if made.temperatures[at] == 0:
        return _("At temperature 0 there is no choice: {token} always comes.", **places)
    return _(
        "At temperature {temperature}, {token} has {share}, and the uncertainty is that of a choice among {n} equally "
        "likely tokens ({bits} bits).",
        **places,
    )


def around(sampling: Sampling) -> str:
    """What stands before and after the temperature, and so is or is not in the picture."""
    inside = working(sampling, _before(sampling))
    outside = working(sampling, sampling.order[sampling.order.index("temperature") + 1 :])
    if not inside and not outside:
        return _("No other setting is on: this is the model's own choice, made sharper or flatter.")
    if not outside:
        return _("In the bars, since before the temperature: {inside}.", inside=listed(inside))
    if not inside:
        return _("Not in the bars, since after the temperature: {outside}.", outside=listed(outside))
    return _(
        "In the bars, since before the temperature: {inside}. Not in them, since after it: {outside}.",
        inside=listed(inside),
        outside=listed(outside),
    )


def _labels() -> Labels:
    return Labels(
        bars=_("The likeliest tokens at this temperature"),
        rest=_("everything else"),
        play=_("Heat up"),
        pause=_("Pause"),
        scrub=_("Temperature that is looked at"),
        use=_("Use this temperature"),
        share=_("Probability of the six likeliest tokens, by temperature"),
        choices=_("Effective number of choices, by temperature"),
        left=_("tokens that all your settings together leave"),
        now=_("the temperature that is set now"),
    )
